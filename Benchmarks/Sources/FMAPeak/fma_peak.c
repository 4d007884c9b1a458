#include "fma_peak.h"

#include <time.h>

// Twelve independent sums: enough to keep two units busy at any latency.
#define PEAK(NAME, TARGET, WIDTH)                                                        \
  TARGET static double NAME(void) {                                                      \
    typedef float lane __attribute__((ext_vector_type(WIDTH)));                          \
    double best = 0;                                                                     \
    for (int run = 0; run < 20; run++) {                                                 \
      lane sum[12], x = 1.0001f, y = 1e-9f;                                              \
      for (int k = 0; k < 12; k++) sum[k] = (float)k;                                    \
      struct timespec a, b;                                                              \
      clock_gettime(CLOCK_MONOTONIC, &a);                                                \
      for (int i = 0; i < 1000000; i++)                                                  \
        _Pragma("clang loop unroll(full)") for (int k = 0; k < 12; k++)                  \
            sum[k] = __builtin_elementwise_fma(sum[k], x, y);                            \
      clock_gettime(CLOCK_MONOTONIC, &b);                                                \
      volatile float sink = 0;                                                           \
      for (int k = 0; k < 12; k++) sink += sum[k][0];                                    \
      double seconds = (double)(b.tv_sec - a.tv_sec) + 1e-9 * (double)(b.tv_nsec - a.tv_nsec); \
      double rate = 1e6 * 12 * 2 * WIDTH / seconds / 1e9;                                \
      if (rate > best) best = rate;                                                      \
    }                                                                                    \
    return best;                                                                         \
  }

#if defined(__x86_64__)
PEAK(peak512, __attribute__((target("avx512f,fma"))), 16)
PEAK(peak256, __attribute__((target("avx2,fma"))), 8)
double fma_peak_gflops(void) {
  if (__builtin_cpu_supports("avx512f")) return peak512();
  return peak256();
}
#else
PEAK(peak128, , 4)
double fma_peak_gflops(void) { return peak128(); }
#endif
