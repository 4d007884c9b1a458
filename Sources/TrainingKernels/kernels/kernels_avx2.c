// The kernels for AVX2 with FMA: a 16-lane vector is two registers.

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define KERNELS tk_kernels_avx2
#define TILE_SCALARS 4
#define TILE_VECTORS 1
#define TILE_DOTS 2
#define TILE_SPARSE 4
#define ADAM_GROUP 2
#include "kernels.h"
#pragma clang attribute pop
#endif
