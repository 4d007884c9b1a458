#ifndef TRAINING_KERNELS_TABLE_H
#define TRAINING_KERNELS_TABLE_H

#include "training_kernels.h"

struct tk_table {
  size_t rows, stride;
  float *features;  // [rows][stride]
  int32_t *labels;  // [rows]
};

#endif
