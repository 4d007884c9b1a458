// The kernels as plain clang vectors: NEON on ARM; on x86 SSE2, with fused multiply-adds from the
// library.

#define KERNELS tk_kernels_portable
#if defined(__aarch64__)
#define TILE_SCALARS 4
#else
#define TILE_SCALARS 2
#endif
#define TILE_VECTORS 1
#define TILE_DOTS 2
#define TILE_SPARSE 4
#define ADAM_GROUP 2
#include "kernels.h"
