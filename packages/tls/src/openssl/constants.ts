/** Numbers of OpenSSL's headers. */

// ssl.h
export const SSL_ERROR_WANT_READ = 2;
export const SSL_ERROR_SYSCALL = 5;
export const SSL_ERROR_ZERO_RETURN = 6;
export const SSL_ERROR_WANT_CLIENT_HELLO_CB = 11;
export const SSL_CTRL_SESS_NUMBER = 20;
export const SSL_CTRL_SESS_CONNECT = 21;
export const SSL_CTRL_SESS_CONNECT_GOOD = 22;
export const SSL_CTRL_SESS_CONNECT_RENEGOTIATE = 23;
export const SSL_CTRL_SESS_ACCEPT = 24;
export const SSL_CTRL_SESS_ACCEPT_GOOD = 25;
export const SSL_CTRL_SESS_ACCEPT_RENEGOTIATE = 26;
export const SSL_CTRL_SESS_HIT = 27;
export const SSL_CTRL_SESS_MISSES = 29;
export const SSL_CTRL_SESS_TIMEOUTS = 30;
export const SSL_CTRL_SESS_CACHE_FULL = 31;
export const SSL_CTRL_MODE = 33;
export const SSL_CTRL_SET_TLSEXT_HOSTNAME = 55;
export const SSL_CTRL_CHAIN = 88;
export const SSL_CTRL_CHAIN_CERT = 89;
export const SSL_CTRL_SET_GROUPS_LIST = 92;
export const SSL_CTRL_SET_MIN_PROTO_VERSION = 123;
export const SSL_CTRL_SET_MAX_PROTO_VERSION = 124;
export const SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER = 0x2;
export const SSL_MODE_AUTO_RETRY = 0x4;
/** Buffers of 34 KB are given back while a session is idle: SSL_CTX_set_mode(3). */
export const SSL_MODE_RELEASE_BUFFERS = 0x10;
export const SSL_CLIENT_HELLO_RETRY = -1;
export const SSL_CLIENT_HELLO_ERROR = 0;
export const SSL_CLIENT_HELLO_SUCCESS = 1;
export const SSL_TLSEXT_ERR_OK = 0;
export const SSL_TLSEXT_ERR_NOACK = 3;
export const TLSEXT_NAMETYPE_host_name = 0;
export const TLSEXT_TYPE_server_name = 0;

// bio.h
export const BIO_CLOSE = 1;
export const BIO_C_SET_BUF_MEM = 114;
export const BIO_C_SET_BUF_MEM_EOF_RETURN = 130;

// err.h: the library's number begins at this bit; the reasons of all libraries from ERR_R_FATAL on are general.
export const ERR_LIB_OFFSET = 23;
export const ERR_LIB_MASK = 0xff;
export const ERR_LIB_PEM = 9;
export const PEM_R_NO_START_LINE = 108;
export const ERR_REASON_MASK = 0x7fffff;
export const ERR_RFLAG_COMMON = 0x80000;

// obj_mac.h
export const NID_subject_alt_name = 85;
export const NID_OBJECT_TEXT_BYTES = 256;

// asn1.h: as UTF-8, nothing escaped.
export const ASN1_STRFLGS_UTF8_CONVERT = 0x10;
