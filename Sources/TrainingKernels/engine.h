// What the engine and the kernels of each instruction set share.
//
// A layer's weights lie in panels: the vector side is cut into strips of PANEL lanes, and a panel
// holds that strip for every entry of the scalar side, so that all loops read memory in order.
//   hidden layer:  scalar side = inputs,  vector side = outputs
//   output layer:  scalar side = classes, vector side = inputs (there are few classes: lanes over
//                  them would mostly be padding)
// The vector side is padded to a multiple of 16 with zeros, on every instruction set alike.

#ifndef TRAINING_KERNELS_ENGINE_H
#define TRAINING_KERNELS_ENGINE_H

#include "training_kernels.h"

enum { TK_LANES = 16, TK_PANEL = 32 };

typedef struct tk_weights {
  int32_t scalars;   // entries of the scalar side
  int32_t lanes;     // entries of the vector side, padded to a multiple of TK_LANES
  float *value;      // [panel][scalars][panel width]
  float *first;      // Adam's first moment / (1 - beta1), same layout
  float *second;     // Adam's second moment / (1 - beta2), same layout
  uint16_t *mask;    // a bit for each lane of each vector, 0 removes; NULL keeps all
  int32_t *live_starts;  // [vectors of lanes + 1], into `live`; NULL where few vectors are empty
  int32_t *live;     // for each vector of lanes, the scalars with a connection there
} tk_weights;

// Sparse sums, on transposed batches: row r holds the r-th input or output of all samples, lanes over
// the samples, so that a connection costs the same few vector operations wherever it is, and a
// removed one costs nothing. A vector's s-th sample lies in lane TK_LANE(s), whose bits are those of
// s reversed: sums over the samples then begin with neighbouring lanes.
//
// 16 outputs form a slab, a step of which is one connection of each. Connections of an output are in
// the order of their inputs, and outputs with about as many connections lie together, so that few
// places stay empty: these join a row of zeros, behind the last input, to an output. A slab's missing
// outputs are a row of zeros behind the last one. Inputs are cut into blocks that fit the innermost
// cache, each with slabs of its own.
typedef struct tk_sparse {
  int32_t outputs;   // padded to a multiple of TK_LANES: the row of zeros
  int32_t inputs;    // padded likewise
  int32_t none;      // floats from the first row of the inputs to the row of zeros
  int32_t blocks, slabs;  // `slabs` of each block
  int32_t *starts;   // [blocks * slabs + 1]: the first step of each slab
  int32_t *output;   // [blocks * slabs][16]
  int32_t *input;    // [steps][16]: floats from the first row of the inputs
  int32_t *place;    // [steps][16]: in the array that the connections were found in
  float *value, *first, *second;  // [steps][16], as in tk_weights; NULL if kept at `place` elsewhere
} tk_sparse;

#define TK_LANE(s) (((s) & 1) << 3 | ((s) & 2) << 1 | ((s) & 4) >> 1 | ((s) & 8) >> 3)

typedef struct tk_biases {
  int32_t count;     // padded to a multiple of TK_LANES
  float *value, *first, *second;
} tk_biases;

// Bias-corrected constants of one Adam step, in the kernels' scaling of the moments.
typedef struct tk_step {
  float rate, beta1, beta2, epsilon, l2;
} tk_step;

// The kernels of one instruction set. Pointers to rows: one for each sample of the batch.
typedef struct tk_kernels {
  // out[s] = [relu](bias + sum over scalars of rows[s][i] * weights[i]), for all lanes.
  // With `gate`, lanes where gate[s] is not positive become 0 (the derivative of ReLU). Rows of
  // `gate` and `out` lie `stride` floats apart.
  void (*project)(const float *const *rows, int32_t samples, const tk_weights *weights,
                  const float *bias, bool relu, const float *gate, float *out, int32_t stride);
  // out[c][s] = bias[c] + dot(rows[s], weights[c]), `stride` floats from class to class.
  void (*dots)(const float *const *rows, int32_t samples, const tk_weights *weights,
               const float *bias, float *out, int32_t stride);
  // Computes the loss's gradient by the logits [c][s], as [s][c] at `delta`; returns the sum of the
  // losses.
  double (*softmax)(float *logits, int32_t stride, int32_t classes, const int32_t *labels,
                    int32_t samples, float *delta, int32_t delta_stride);
  // The gradient sum over samples of scalars[s][i] * vectors[s][lane], and Adam's step with it.
  void (*update)(const float *const *scalars, const float *const *vectors, int32_t samples,
                 tk_weights *weights, const tk_step *step);
  // The gradient sum over samples of rows[s][lane], and Adam's step with it.
  void (*update_biases)(const float *const *rows, int32_t samples, tk_biases *biases,
                        const tk_step *step);
  // out[c][lane of s] = rows[s][c], for `columns` padded columns; lanes of missing samples become 0.
  void (*transpose)(const float *const *rows, int32_t samples, int32_t columns, float *out,
                    int32_t stride);
  // The way back: out[s][c] = rows[order[c]][lane of s], or rows[c] without an order, for whole vectors
  // of samples, `out_stride` apart.
  void (*restore)(const float *rows, int32_t vectors, int32_t stride, int32_t columns,
                  const int32_t *order, float *out, int32_t out_stride);
  // out[o][s] = the sum over the connections of o of values[place] * inputs[input][s], or with its own
  // values where `values` is NULL; with `bias`, relu(bias[o] + sum). With `gate`, samples where
  // gate[o][s] is not positive become 0. Rows lie `stride` floats apart.
  void (*sparse_project)(const float *inputs, int32_t vectors, int32_t stride,
                         const tk_sparse *sparse, const float *values, const float *bias,
                         const float *gate, float *out);
  // out[c][s] = bias[c] + the sum of rows 16 c to 16 c + 15, added like the lanes of `dots`.
  void (*sparse_logits)(const float *rows, int32_t classes, int32_t vectors, int32_t stride,
                        const float *bias, float *out);
  // out[c][lane of s] = rows[c][s]; lanes of missing samples become 0.
  void (*sparse_deltas)(const float *rows, int32_t classes, int32_t samples, int32_t stride,
                        float *out);
  // The gradient sum over samples of inputs[input][s] * deltas[output][s], and Adam's step with it.
  void (*sparse_update)(const float *inputs, const float *deltas, int32_t vectors, int32_t stride,
                        tk_sparse *sparse, const tk_step *step);
  // update_biases from transposed rows.
  void (*sparse_biases)(const float *rows, int32_t samples, int32_t stride, tk_biases *biases,
                        const tk_step *step);
  // Moves each of `count` values, padded to whole vectors, towards 0 by `by`, and no further than 0.
  void (*shrink)(float *values, size_t count, float by);
  void (*exp)(const float *x, float *y, size_t count);
  void (*log)(const float *x, float *y, size_t count);
  void (*add_product)(const tk_product *product);
} tk_kernels;

// The kernels for `isa`, or the portable ones if this machine does not support it.
const tk_kernels *tk_kernels_for(tk_isa isa);

extern const tk_kernels tk_kernels_portable;
#if defined(__x86_64__)
extern const tk_kernels tk_kernels_avx2;
extern const tk_kernels tk_kernels_avx512;
#endif

#endif
