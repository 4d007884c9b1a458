// Which kernels run on this machine.

#include "../engine.h"

bool tk_isa_supported(tk_isa isa) {
  switch (isa) {
    case TK_PORTABLE: return true;
#if defined(__x86_64__)
    case TK_AVX2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case TK_AVX512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
             __builtin_cpu_supports("fma");
#endif
    default: return false;
  }
}

const tk_kernels *tk_kernels_for(tk_isa isa) {
#if defined(__x86_64__)
  if (isa == TK_AVX512 && tk_isa_supported(isa)) return &tk_kernels_avx512;
  if (isa == TK_AVX2 && tk_isa_supported(isa)) return &tk_kernels_avx2;
#endif
  (void)isa;
  return &tk_kernels_portable;
}

void tk_exp(tk_isa isa, const float *x, float *y, size_t count) {
  tk_kernels_for(isa)->exp(x, y, count);
}

void tk_log(tk_isa isa, const float *x, float *y, size_t count) {
  tk_kernels_for(isa)->log(x, y, count);
}

void tk_add_product(tk_isa isa, const tk_product *product) {
  tk_kernels_for(isa)->add_product(product);
}
