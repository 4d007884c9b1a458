#pragma once
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

// Options are set and read through `...`, which Swift cannot call: one function for each type.

static inline CURLcode curl_set_number(CURL *transfer, CURLoption option, long value) {
  return curl_easy_setopt(transfer, option, value);
}

static inline CURLcode curl_set_text(CURL *transfer, CURLoption option, const char *value) {
  return curl_easy_setopt(transfer, option, value);
}

static inline CURLcode curl_set_pointer(CURL *transfer, CURLoption option, void *value) {
  return curl_easy_setopt(transfer, option, value);
}

static inline CURLcode curl_set_receiver(
    CURL *transfer, CURLoption option, size_t (*receive)(char *, size_t, size_t, void *)) {
  return curl_easy_setopt(transfer, option, receive);
}

static inline CURLcode curl_set_progress(CURL *transfer, curl_xferinfo_callback told) {
  return curl_easy_setopt(transfer, CURLOPT_XFERINFOFUNCTION, told);
}

static inline CURLcode curl_get_number(CURL *transfer, CURLINFO info, long *value) {
  return curl_easy_getinfo(transfer, info, value);
}

static inline CURLcode curl_get_seconds(CURL *transfer, CURLINFO info, double *value) {
  return curl_easy_getinfo(transfer, info, value);
}

// Before 7.85 protocols are named by bits. A redirect from https may not fall back to http.
static inline CURLcode curl_set_web_only(CURL *transfer, int redirects_are_secure) {
#if LIBCURL_VERSION_NUM >= 0x075500
  CURLcode code = curl_easy_setopt(transfer, CURLOPT_PROTOCOLS_STR, "http,https");
  if (code != CURLE_OK) return code;
  return curl_easy_setopt(
      transfer, CURLOPT_REDIR_PROTOCOLS_STR, redirects_are_secure ? "https" : "http,https");
#else
  long web = CURLPROTO_HTTP | CURLPROTO_HTTPS;
  CURLcode code = curl_easy_setopt(transfer, CURLOPT_PROTOCOLS, web);
  if (code != CURLE_OK) return code;
  return curl_easy_setopt(
      transfer, CURLOPT_REDIR_PROTOCOLS, redirects_are_secure ? (long)CURLPROTO_HTTPS : web);
#endif
}

// A name server that never answers shall not hold up the end of a transfer, where libcurl can leave it.
static inline void curl_set_hasty(CURL *transfer) {
#if LIBCURL_VERSION_NUM >= 0x075700
  curl_easy_setopt(transfer, CURLOPT_QUICK_EXIT, 1L);
#endif
}

// The one message that a transfer which has ended leaves, if it has ended.
static inline int curl_multi_ended(CURLM *transfers, CURLcode *result) {
  int left = 0;
  CURLMsg *message = curl_multi_info_read(transfers, &left);
  if (message == NULL || message->msg != CURLMSG_DONE) return 0;
  *result = message->data.result;
  return 1;
}
