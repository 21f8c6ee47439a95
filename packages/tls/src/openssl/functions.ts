/** The functions of OpenSSL 3 that are used here, as its headers declare them. */
import { openSslFunction as declare } from "./library.js";

// ssl.h: contexts.
export const TLS_method = declare("pointer", "TLS_method", []);
export const TLS_client_method = declare("pointer", "TLS_client_method", []);
export const TLS_server_method = declare("pointer", "TLS_server_method", []);
export const SSL_CTX_new = declare("pointer", "SSL_CTX_new", ["pointer"]);
export const SSL_CTX_free = declare("none", "SSL_CTX_free", ["pointer"]);
export const SSL_CTX_ctrl = declare("long", "SSL_CTX_ctrl", ["pointer", "int", "long", "pointer"]);
export const setGroupsList = declare("long", "SSL_CTX_ctrl", ["pointer", "int", "long", "text"]);
export const SSL_CTX_set_options = declare("uint64", "SSL_CTX_set_options", ["pointer", "uint64"]);
export const SSL_CTX_clear_options = declare("uint64", "SSL_CTX_clear_options", ["pointer", "uint64"]);
export const SSL_CTX_get_options = declare("uint64", "SSL_CTX_get_options", ["pointer"]);
export const SSL_CTX_set_verify = declare("none", "SSL_CTX_set_verify", ["pointer", "int", "pointer"]);
export const SSL_CTX_get0_param = declare("pointer", "SSL_CTX_get0_param", ["pointer"]);
export const SSL_CTX_set_cipher_list = declare("int", "SSL_CTX_set_cipher_list", ["pointer", "text"]);
export const SSL_CTX_set_ciphersuites = declare("int", "SSL_CTX_set_ciphersuites", ["pointer", "text"]);
export const SSL_CTX_get_ciphers = declare("pointer", "SSL_CTX_get_ciphers", ["pointer"]);
export const SSL_CTX_set_alpn_protos = declare("int", "SSL_CTX_set_alpn_protos", ["pointer", "bytes", "int"]);
export const SSL_CTX_set_alpn_select_cb = declare("none", "SSL_CTX_set_alpn_select_cb", [
  "pointer",
  "pointer",
  "pointer",
]);
export const SSL_CTX_set_client_hello_cb = declare("none", "SSL_CTX_set_client_hello_cb", [
  "pointer",
  "pointer",
  "pointer",
]);
export const SSL_CTX_set_keylog_callback = declare("none", "SSL_CTX_set_keylog_callback", [
  "pointer",
  "pointer",
]);
export const SSL_CTX_set_session_id_context = declare("int", "SSL_CTX_set_session_id_context", [
  "pointer",
  "bytes",
  "int",
]);
export const SSL_CTX_set_num_tickets = declare("int", "SSL_CTX_set_num_tickets", ["pointer", "size"]);
export const SSL_CTX_set_post_handshake_auth = declare("none", "SSL_CTX_set_post_handshake_auth", [
  "pointer",
  "int",
]);
export const SSL_CTX_use_certificate = declare("int", "SSL_CTX_use_certificate", ["pointer", "pointer"]);
export const SSL_CTX_use_PrivateKey = declare("int", "SSL_CTX_use_PrivateKey", ["pointer", "pointer"]);
export const SSL_CTX_check_private_key = declare("int", "SSL_CTX_check_private_key", ["pointer"]);
export const SSL_CTX_get_cert_store = declare("pointer", "SSL_CTX_get_cert_store", ["pointer"]);

// ssl.h: sessions.
export const SSL_new = declare("pointer", "SSL_new", ["pointer"]);
export const SSL_free = declare("none", "SSL_free", ["pointer"]);
export const SSL_set_bio = declare("none", "SSL_set_bio", ["pointer", "pointer", "pointer"]);
export const SSL_ctrl = declare("long", "SSL_ctrl", ["pointer", "int", "long", "text"]);
export const SSL_set_accept_state = declare("none", "SSL_set_accept_state", ["pointer"]);
export const SSL_set_connect_state = declare("none", "SSL_set_connect_state", ["pointer"]);
export const SSL_get0_param = declare("pointer", "SSL_get0_param", ["pointer"]);
export const SSL_set_SSL_CTX = declare("pointer", "SSL_set_SSL_CTX", ["pointer", "pointer"]);
export const SSL_do_handshake = declare("int", "SSL_do_handshake", ["pointer"]);
export const SSL_read = declare("int", "SSL_read", ["pointer", "bytes", "int"]);
export const SSL_write = declare("int", "SSL_write", ["pointer", "bytes", "int"]);
export const SSL_shutdown = declare("int", "SSL_shutdown", ["pointer"]);
export const SSL_verify_client_post_handshake = declare("int", "SSL_verify_client_post_handshake", [
  "pointer",
]);
export const SSL_get_error = declare("int", "SSL_get_error", ["pointer", "int"]);
export const SSL_pending = declare("int", "SSL_pending", ["pointer"]);
export const SSL_get_verify_result = declare("long", "SSL_get_verify_result", ["pointer"]);
export const SSL_is_init_finished = declare("int", "SSL_is_init_finished", ["pointer"]);
export const SSL_session_reused = declare("int", "SSL_session_reused", ["pointer"]);
export const SSL_get1_session = declare("pointer", "SSL_get1_session", ["pointer"]);
export const SSL_set_session = declare("int", "SSL_set_session", ["pointer", "pointer"]);
export const SSL_SESSION_free = declare("none", "SSL_SESSION_free", ["pointer"]);
export const SSL_SESSION_get_id = declare("pointer", "SSL_SESSION_get_id", ["pointer", "bytes"]);
export const SSL_SESSION_get_time = declare("long", "SSL_SESSION_get_time", ["pointer"]);
export const SSL_SESSION_get_timeout = declare("long", "SSL_SESSION_get_timeout", ["pointer"]);
export const SSL_SESSION_has_ticket = declare("int", "SSL_SESSION_has_ticket", ["pointer"]);
export const SSL_SESSION_get_ticket_lifetime_hint = declare("ulong", "SSL_SESSION_get_ticket_lifetime_hint", [
  "pointer",
]);
export const PEM_write_bio_SSL_SESSION = declare("int", "PEM_write_bio_SSL_SESSION", ["pointer", "pointer"]);
export const PEM_read_bio_SSL_SESSION = declare("pointer", "PEM_read_bio_SSL_SESSION", [
  "pointer",
  "pointer",
  "pointer",
  "text",
]);
export const SSL_get_version = declare("text", "SSL_get_version", ["pointer"]);
export const SSL_get_current_cipher = declare("pointer", "SSL_get_current_cipher", ["pointer"]);
export const SSL_get_client_ciphers = declare("pointer", "SSL_get_client_ciphers", ["pointer"]);
export const SSL_get_ciphers = declare("pointer", "SSL_get_ciphers", ["pointer"]);
export const SSL_get0_alpn_selected = declare("none", "SSL_get0_alpn_selected", [
  "pointer",
  "bytes",
  "bytes",
]);
export const SSL_get1_peer_certificate = declare("pointer", "SSL_get1_peer_certificate", ["pointer"]);
export const SSL_get_peer_cert_chain = declare("pointer", "SSL_get_peer_cert_chain", ["pointer"]);
export const SSL_get0_verified_chain = declare("pointer", "SSL_get0_verified_chain", ["pointer"]);
export const SSL_get_finished = declare("size", "SSL_get_finished", ["pointer", "bytes", "size"]);
export const SSL_get_peer_finished = declare("size", "SSL_get_peer_finished", ["pointer", "bytes", "size"]);
export const SSL_client_hello_get0_ext = declare("int", "SSL_client_hello_get0_ext", [
  "pointer",
  "int",
  "bytes",
  "bytes",
]);
export const SSL_CIPHER_get_name = declare("text", "SSL_CIPHER_get_name", ["pointer"]);
export const SSL_CIPHER_get_version = declare("text", "SSL_CIPHER_get_version", ["pointer"]);
export const SSL_CIPHER_get_bits = declare("int", "SSL_CIPHER_get_bits", ["pointer", "pointer"]);

// bio.h, err.h.
export const BIO_new = declare("pointer", "BIO_new", ["pointer"]);
export const BIO_s_mem = declare("pointer", "BIO_s_mem", []);
export const BIO_free = declare("int", "BIO_free", ["pointer"]);
export const BIO_read = declare("int", "BIO_read", ["pointer", "bytes", "int"]);
export const BIO_write = declare("int", "BIO_write", ["pointer", "bytes", "int"]);
export const BIO_ctrl_pending = declare("size", "BIO_ctrl_pending", ["pointer"]);
export const BIO_ctrl = declare("long", "BIO_ctrl", ["pointer", "int", "long", "pointer"]);
export const BUF_MEM_new = declare("pointer", "BUF_MEM_new", []);
export const ERR_peek_last_error = declare("ulong", "ERR_peek_last_error", []);
export const ERR_clear_error = declare("none", "ERR_clear_error", []);
export const ERR_reason_error_string = declare("text", "ERR_reason_error_string", ["ulong"]);

// pem.h, x509.h, x509_vfy.h, x509v3.h, evp.h. The last argument of PEM_read_bio_X: the password.
export const PEM_read_bio_X509 = declare("pointer", "PEM_read_bio_X509", [
  "pointer",
  "pointer",
  "pointer",
  "text",
]);
export const PEM_read_bio_PrivateKey = declare("pointer", "PEM_read_bio_PrivateKey", [
  "pointer",
  "pointer",
  "pointer",
  "text",
]);
export const d2i_X509_bio = declare("pointer", "d2i_X509_bio", ["pointer", "pointer"]);
export const i2d_X509_bio = declare("int", "i2d_X509_bio", ["pointer", "pointer"]);
export const EVP_PKEY_free = declare("none", "EVP_PKEY_free", ["pointer"]);
export const EVP_PKEY_get_bits = declare("int", "EVP_PKEY_get_bits", ["pointer"]);
export const X509_free = declare("none", "X509_free", ["pointer"]);
export const X509_check_ca = declare("int", "X509_check_ca", ["pointer"]);
export const X509_STORE_add_cert = declare("int", "X509_STORE_add_cert", ["pointer", "pointer"]);
export const X509_STORE_get0_objects = declare("pointer", "X509_STORE_get0_objects", ["pointer"]);
export const X509_OBJECT_get0_X509 = declare("pointer", "X509_OBJECT_get0_X509", ["pointer"]);
export const X509_verify_cert_error_string = declare("text", "X509_verify_cert_error_string", ["long"]);
export const X509_VERIFY_PARAM_set_flags = declare("int", "X509_VERIFY_PARAM_set_flags", [
  "pointer",
  "ulong",
]);
export const X509_VERIFY_PARAM_clear_flags = declare("int", "X509_VERIFY_PARAM_clear_flags", [
  "pointer",
  "ulong",
]);
export const X509_VERIFY_PARAM_set_hostflags = declare("none", "X509_VERIFY_PARAM_set_hostflags", [
  "pointer",
  "int",
]);
export const X509_VERIFY_PARAM_set1_host = declare("int", "X509_VERIFY_PARAM_set1_host", [
  "pointer",
  "text",
  "size",
]);
export const X509_VERIFY_PARAM_set1_ip_asc = declare("int", "X509_VERIFY_PARAM_set1_ip_asc", [
  "pointer",
  "text",
]);
export const X509_get_version = declare("long", "X509_get_version", ["pointer"]);
export const X509_get_subject_name = declare("pointer", "X509_get_subject_name", ["pointer"]);
export const X509_get_issuer_name = declare("pointer", "X509_get_issuer_name", ["pointer"]);
export const X509_get0_notBefore = declare("pointer", "X509_get0_notBefore", ["pointer"]);
export const X509_get0_notAfter = declare("pointer", "X509_get0_notAfter", ["pointer"]);
export const X509_get_serialNumber = declare("pointer", "X509_get_serialNumber", ["pointer"]);
export const X509_get_ext_d2i = declare("pointer", "X509_get_ext_d2i", [
  "pointer",
  "int",
  "pointer",
  "pointer",
]);
export const X509_NAME_entry_count = declare("int", "X509_NAME_entry_count", ["pointer"]);
export const X509_NAME_get_entry = declare("pointer", "X509_NAME_get_entry", ["pointer", "int"]);
export const X509_NAME_ENTRY_set = declare("int", "X509_NAME_ENTRY_set", ["pointer"]);
export const X509_NAME_ENTRY_get_object = declare("pointer", "X509_NAME_ENTRY_get_object", ["pointer"]);
export const X509_NAME_ENTRY_get_data = declare("pointer", "X509_NAME_ENTRY_get_data", ["pointer"]);
export const GENERAL_NAME_print = declare("int", "GENERAL_NAME_print", ["pointer", "pointer"]);
export const GENERAL_NAMES_free = declare("none", "GENERAL_NAMES_free", ["pointer"]);

// asn1.h, objects.h, stack.h.
export const ASN1_STRING_print_ex = declare("int", "ASN1_STRING_print_ex", ["pointer", "pointer", "ulong"]);
export const ASN1_TIME_print = declare("int", "ASN1_TIME_print", ["pointer", "pointer"]);
export const i2a_ASN1_INTEGER = declare("int", "i2a_ASN1_INTEGER", ["pointer", "pointer"]);
export const OBJ_obj2txt = declare("int", "OBJ_obj2txt", ["bytes", "int", "pointer", "int"]);
export const OPENSSL_sk_num = declare("int", "OPENSSL_sk_num", ["pointer"]);
export const OPENSSL_sk_value = declare("pointer", "OPENSSL_sk_value", ["pointer", "int"]);
