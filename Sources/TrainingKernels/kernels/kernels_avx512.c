// The kernels for AVX-512: a 16-lane vector is one register.

#if defined(__x86_64__)
#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), apply_to = function)
#define KERNELS tk_kernels_avx512
#define TILE_SCALARS 8
#define TILE_VECTORS 2
#define TILE_DOTS 4
#define TILE_SPARSE 16
#define ADAM_GROUP 8
#include "kernels.h"
#pragma clang attribute pop
#endif
