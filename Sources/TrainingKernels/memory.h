// Memory for the kernels.

#ifndef TRAINING_KERNELS_MEMORY_H
#define TRAINING_KERNELS_MEMORY_H

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "engine.h"

// `count` rounded up to whole vectors.
static inline size_t tk_padded(size_t count) {
  return (count + TK_LANES - 1) / TK_LANES * TK_LANES;
}

// Arrays of 256 KB or more use pages of 2 MB where the system supports them: samples are read in
// random order, and with pages of 4 KB each would need a walk through the page tables.
enum { TK_LARGE_ARRAY = 256 * 1024, TK_LARGE_PAGE = 2 * 1024 * 1024 };

// Zeroed floats, aligned to a cache line, rounded up to a multiple of 16; NULL if out of memory.
static inline float *tk_floats(size_t count) {
  size_t bytes = tk_padded(count ? count : 1) * sizeof(float);
  size_t unit = bytes < TK_LARGE_ARRAY ? 64 : TK_LARGE_PAGE;
  float *memory = aligned_alloc(unit, (bytes + unit - 1) / unit * unit);
  if (!memory) return NULL;
#if defined(MADV_HUGEPAGE)
  // This is only advice to the system: a refusal does no harm.
  if (unit == TK_LARGE_PAGE) madvise(memory, (bytes + unit - 1) / unit * unit, MADV_HUGEPAGE);
#endif
  memset(memory, 0, bytes);
  return memory;
}

#endif
