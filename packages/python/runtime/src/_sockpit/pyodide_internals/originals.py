"""The interpreter's own modules that ours take the names of: imported before that happens."""

import _signal as original_signal
import _socket as original_socket
import _thread as original_thread
import select as original_select

__all__ = ["original_select", "original_signal", "original_socket", "original_thread"]
