// Memory for the kernels.

#ifndef TRAINING_KERNELS_MEMORY_H
#define TRAINING_KERNELS_MEMORY_H

#include <stdlib.h>
#include <string.h>

#include "engine.h"

// `count` rounded up to whole vectors.
static inline size_t tk_padded(size_t count) {
  return (count + TK_LANES - 1) / TK_LANES * TK_LANES;
}

// Zeroed floats on a cache line, a multiple of 16 of them; NULL if memory is short.
static inline float *tk_floats(size_t count) {
  size_t bytes = tk_padded(count ? count : 1) * sizeof(float);
  float *memory = aligned_alloc(64, bytes);
  if (memory) memset(memory, 0, bytes);
  return memory;
}

#endif
