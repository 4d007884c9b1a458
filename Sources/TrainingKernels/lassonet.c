// LassoNet's proximal step (Lemhadri, Ruan, Abraham and Tibshirani, JMLR 22:127, algorithm 2 and, for
// several outputs, appendix C). Plain C in single precision: the same bits on every instruction set.

#include "lassonet.h"

#include <math.h>
#include <stdlib.h>

#pragma STDC FP_CONTRACT OFF

static int descending(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return (x < y) - (x > y);
}

void tk_hierarchical_prox(float *skip, size_t classes, float *first, size_t nodes, float lambda,
                          float hierarchy, float *scratch) {
  float square = 0;
  for (size_t c = 0; c < classes; c++) square += skip[c] * skip[c];
  float norm = sqrtf(square);
  for (size_t k = 0; k < nodes; k++) scratch[k] = fabsf(first[k]);
  qsort(scratch, nodes, sizeof *scratch, descending);
  // With the m largest of `first` cut to a common size, the norm becomes this share of itself; the
  // right m is the smallest whose size is no smaller than the next one.
  float sum = 0, share = 0, size = 0;
  for (size_t m = 0; m <= nodes; m++) {
    if (m > 0) sum += scratch[m - 1];
    share = 0;
    if (norm > 0) share = 1 - (lambda - hierarchy * sum) / norm;
    if (share < 0) share = 0;
    share /= 1 + (float)m * hierarchy * hierarchy;
    size = hierarchy * share * norm;
    if (m == nodes || scratch[m] <= size) break;
  }
  for (size_t c = 0; c < classes; c++) skip[c] *= share;
  for (size_t k = 0; k < nodes; k++) {
    if (fabsf(first[k]) > size) first[k] = first[k] < 0 ? -size : size;
  }
}

void tk_lassonet_prox(tk_layer_memory *first, tk_layer_memory *skip, float lambda, float hierarchy,
                      float *scratch) {
  int32_t nodes = first->outputs, classes = skip->outputs;
  float *row = scratch + nodes, *theta = row + nodes;
  for (int32_t feature = 0; feature < first->inputs; feature++) {
    for (int32_t c = 0; c < classes; c++)
      theta[c] = skip->dense.value[tk_layer_place(skip, feature, c)];
    for (int32_t k = 0; k < nodes; k++)
      row[k] = first->dense.value[tk_layer_place(first, feature, k)];
    tk_hierarchical_prox(theta, (size_t)classes, row, (size_t)nodes, lambda, hierarchy, scratch);
    for (int32_t c = 0; c < classes; c++)
      skip->dense.value[tk_layer_place(skip, feature, c)] = theta[c];
    for (int32_t k = 0; k < nodes; k++)
      first->dense.value[tk_layer_place(first, feature, k)] = row[k];
  }
}
