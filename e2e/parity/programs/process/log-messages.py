import logging

logging.basicConfig(level=logging.INFO, format="%(levelname)s %(threadName)s %(message)s")
logging.debug("not shown")
logging.info("connected to %s:%d", "127.0.0.1", 8080)
try:
    1 / 0
except ZeroDivisionError:
    logging.error("failed", exc_info=False)
