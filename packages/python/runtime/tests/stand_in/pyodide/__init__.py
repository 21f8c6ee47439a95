"""Can be imported where there is no page."""
