// What an engine holds: its layers, and the scratch memory of a step.

#ifndef TRAINING_KERNELS_ENGINE_STATE_H
#define TRAINING_KERNELS_ENGINE_STATE_H

#include "engine.h"
#include "layer.h"
#include "memory.h"

struct tk_engine {
  const tk_kernels *kernels;
  int32_t layers, batch, classes;
  int32_t stride;            // the batch, padded: floats from row to row of a transposed batch
  tk_layer_memory *layer;    // [layers]
  float **activations;       // [layers - 1], [stride][row stride]: outputs of the hidden layers
  float **deltas;            // [layers - 1], the same shapes: gradients by their inputs
  const float ***rows;       // [layers], [batch]: rows[0] = samples, rows[l] = activations of l
  const float ***delta_rows; // [layers], [batch]: the last points into `output_delta`
  float *logits;             // [classes][stride]
  float *output_delta;       // [batch][padded classes]
  int32_t *labels;           // [stride]
  tk_weights transposed;     // scratch for the largest hidden-to-hidden layer, value only
  tk_layer_memory skip;      // from the features to the logits; without outputs where there is none
  float *skip_logits;        // [classes][stride]
  float *prox_scratch;       // [2 * outputs of the first layer + classes]
};

// The number of floats from row to row of a hidden layer's activations. It is not a power of two:
// rows would then compete for the same few lines of the innermost cache, and the update reads a
// slice of every row.
static inline size_t row_stride(const tk_layer_memory *layer) {
  return tk_padded((size_t)layer->outputs) + TK_LANES;
}

#endif
