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
} tk_weights;

// The remaining connections of a sparse hidden layer.
//
// A sparse layer works on transposed batches, lanes over the samples: each connection then costs
// the same few vector operations wherever it is, and a removed one costs nothing. Connections are
// ordered by block of inputs (as many as fit the innermost cache), then output, then input.
typedef struct tk_sparse {
  int32_t outputs;
  int32_t count;     // connections
  int32_t blocks;    // of inputs
  int32_t *starts;   // [blocks * outputs + 1]: the first connection of each block and output
  int32_t *input;    // [padded count]: where a connection comes from; padding names input 0
  int32_t *output;   // [padded count]: where it goes; padding names a row of zeros
  float *value, *first, *second;  // [padded count], as in tk_weights
} tk_sparse;

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
  // out[c][s] = rows[s][c], for `columns` padded columns; lanes of missing samples become 0.
  void (*transpose)(const float *const *rows, int32_t samples, int32_t columns, float *out,
                    int32_t stride);
  // out[o][s] = relu(bias[o] + sum over the connections of o of value * inputs[input][s]), for
  // `vectors` vectors of samples; rows lie `stride` floats apart.
  void (*sparse_project)(const float *inputs, int32_t vectors, int32_t stride,
                         const tk_sparse *sparse, const float *bias, float *out);
  // The gradient sum over samples of inputs[input][s] * deltas[output][s], and Adam's step with it.
  void (*sparse_update)(const float *inputs, const float *deltas, int32_t vectors, int32_t stride,
                        tk_sparse *sparse, const tk_step *step);
  // Moves each of `count` values, padded to whole vectors, towards 0 by `by`, and no further than 0.
  void (*shrink)(float *values, size_t count, float by);
  void (*exp)(const float *x, float *y, size_t count);
  void (*log)(const float *x, float *y, size_t count);
} tk_kernels;

// The kernels for `isa`, or the portable ones if this machine does not support it.
const tk_kernels *tk_kernels_for(tk_isa isa);

extern const tk_kernels tk_kernels_portable;
#if defined(__x86_64__)
extern const tk_kernels tk_kernels_avx2;
extern const tk_kernels tk_kernels_avx512;
#endif

#endif
