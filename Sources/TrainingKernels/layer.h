// One layer inside the engine: dense in panels, or sparse.

#ifndef TRAINING_KERNELS_LAYER_H
#define TRAINING_KERNELS_LAYER_H

#include "engine.h"

// A hidden layer is sparse where fewer than this share of its connections is left. Measured: above
// it the dense kernel, which multiplies by zeros, is the faster one.
#define TK_SPARSE_DENSITY 0.3

typedef struct tk_layer_memory {
  int32_t inputs, outputs;
  bool is_output;
  bool is_sparse;
  tk_weights dense;   // has memory unless the layer is sparse
  tk_sparse sparse;   // has memory if the layer is sparse
  tk_biases biases;
} tk_layer_memory;

// Takes the caller's values over; false if memory is short. `stride` is the padded batch.
bool tk_layer_load(tk_layer_memory *memory, const tk_layer *layer, int32_t stride);
// Gives the values back to the caller's arrays.
void tk_layer_store(const tk_layer_memory *memory, const tk_layer *layer);
// Writes the weights with the outputs as scalar side to `transposed`, which has the memory for it.
void tk_layer_transpose(const tk_layer_memory *memory, tk_weights *transposed);
void tk_layer_free(tk_layer_memory *memory);
// Where the weight between `input` and `output` of a dense layer lies in its arrays.
size_t tk_layer_place(const tk_layer_memory *memory, int32_t input, int32_t output);

#endif
