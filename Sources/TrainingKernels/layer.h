// One layer inside the engine: dense in panels, or sparse.

#ifndef TRAINING_KERNELS_LAYER_H
#define TRAINING_KERNELS_LAYER_H

#include "engine.h"

// A hidden layer is treated as sparse below this density. The two add up gradients in different
// orders, so that another density here would change results in their last bits.
#define TK_SPARSE_DENSITY 0.45

typedef struct tk_layer_memory {
  int32_t inputs, outputs;
  bool is_output;
  bool is_sparse;
  tk_weights dense;   // allocated unless the layer is sparse
  tk_sparse sparse;   // allocated if the layer is sparse
  tk_biases biases;
  // Of an output layer behind a sparse layer, with the values in `dense`: a sum for each class and each
  // remainder of the inputs' numbers by 16, as `dots` has it, and the way back to the inputs.
  tk_sparse dots, back;
  // Where each input of such a layer lies on the vector side of `dense`, and what lies at each place, if
  // it has a mask: inputs with the same classes together, so that more vectors are empty.
  int32_t *position, *order;
  // Transposed batches of such layers and of sparse ones, with a row of zeros behind: the inputs of a
  // sparse layer, its outputs or those of `dots`, and the gradients by what the layer adds up.
  float *lanes_in, *lanes_out, *lanes_delta;
} tk_layer_memory;

// Copies the caller's values; false if out of memory. `stride` is the padded batch.
bool tk_layer_load(tk_layer_memory *memory, const tk_layer *layer, int32_t stride,
                   bool is_behind_sparse);
// Copies the values back to the caller's arrays.
void tk_layer_store(const tk_layer_memory *memory, const tk_layer *layer);
// Writes the weights with the outputs as scalar side to `transposed`, which must have the memory
// for them.
void tk_layer_transpose(const tk_layer_memory *memory, tk_weights *transposed);
void tk_layer_free(tk_layer_memory *memory);
// Where the weight between `input` and `output` of a dense layer lies in its arrays.
size_t tk_layer_place(const tk_layer_memory *memory, int32_t input, int32_t output);

#endif
