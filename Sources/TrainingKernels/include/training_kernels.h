// The hot loops of training: one fully connected network with ReLU hidden layers, softmax
// cross-entropy, and Adam with L2 added to the gradient.
//
// Every result has the same bits on every instruction set of a machine: each sum is accumulated in one fixed
// order with explicit fused multiply-adds, and no libm function takes part.

#ifndef TRAINING_KERNELS_H
#define TRAINING_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__cplusplus)
extern "C" {
#endif

/// The instruction sets that the kernels are compiled for.
typedef enum tk_isa {
  TK_PORTABLE = 0,
  TK_AVX2 = 1,
  TK_AVX512 = 2,
} tk_isa;

/// Whether this machine can run the kernels for `isa`.
bool tk_isa_supported(tk_isa isa);

/// Samples of one dataset, packed for the kernels: each row is padded with zeros to a multiple of
/// 16 floats and starts on a cache line.
typedef struct tk_table tk_table;

/// A table of `rows` x `columns` zeros, or NULL if out of memory.
tk_table *tk_table_create(size_t rows, size_t columns);
void tk_table_destroy(tk_table *table);
/// The first of the `columns` floats of `row`.
float *tk_table_row(tk_table *table, size_t row);
/// Fills the rows of `to` with `count` columns of those of `from`, ascending, and its labels. They may be the same table,
/// which then has these columns only; otherwise `to` was made with as many.
void tk_table_select(const tk_table *from, tk_table *to, const int32_t *columns, size_t count);
/// The class of each row.
int32_t *tk_table_labels(tk_table *table);

/// Adam's hyperparameters (Kingma and Ba, arXiv:1412.6980), L2 coupled. With `l1`, each step ends by
/// moving every weight towards 0 by `rate * l1`, and no further than 0: the proximal step of an L1
/// penalty. Biases are not penalised so. In an engine with a skip layer `l1` is LassoNet's λ instead,
/// and `hierarchy` its M.
typedef struct tk_adam {
  double rate;
  double beta1;
  double beta2;
  double epsilon;
  double l2;
  double l1;
  double hierarchy;
} tk_adam;

/// A network with its Adam moments and the scratch memory of a step.
typedef struct tk_engine tk_engine;

/// Pointers to one layer's values in the caller's arrays.
///
/// `weights` and everything of its shape is `[inputs][outputs]`, `biases` is `[outputs]`. `mask`
/// is NULL where all connections are kept; otherwise 0 marks a removed one. The moments are kept
/// without Adam's factors: the first is m / (1 - beta1), the second v / (1 - beta2).
typedef struct tk_layer {
  float *weights, *weights_first, *weights_second;
  float *biases, *biases_first, *biases_second;
  const uint8_t *mask;
} tk_layer;

/// An engine for a network of `widths[0]` features, `widths[1 ... layers - 1]` hidden nodes and
/// `widths[layers]` classes, for batches of at most `batch` samples; NULL if out of memory.
tk_engine *tk_engine_create(tk_isa isa, const int32_t *widths, int32_t layers, int32_t batch);
void tk_engine_destroy(tk_engine *engine);
/// Copies layer `index` into the engine; call it once for each layer, from the first one on, before any
/// other function.
/// False if out of memory.
bool tk_engine_load(tk_engine *engine, int32_t index, const tk_layer *layer);
/// Adds a skip layer, a weight for each feature and class that leads straight to the logits, all 0;
/// false if memory is short. The first layer must be dense: loaded without a mask. Training then ends
/// each step with LassoNet's proximal step (Lemhadri et al., JMLR 22:127, algorithm 2).
bool tk_engine_add_skip(tk_engine *engine);
/// Copies the weights of the skip layer to `weights`, `[features][classes]`.
void tk_engine_store_skip(const tk_engine *engine, float *weights);
/// Copies layer `index` out of the engine; `layer->mask` is not touched.
void tk_engine_store(const tk_engine *engine, int32_t index, const tk_layer *layer);

/// One epoch over `order[0 ..< count]`, row numbers of `table`, in batches of `batch` (the last one
/// may be smaller). `step` is the number of Adam steps taken before.
/// Returns the sum of the samples' cross-entropies, each taken before its own step.
double tk_engine_train(tk_engine *engine, const tk_table *table, const int32_t *order, size_t count,
                       int32_t batch, const tk_adam *adam, int64_t step);

/// Puts the gradient of the mean cross-entropy of `rows[0 ..< count]`, at most a batch, in the place
/// of the first moments. Weights stay; second moments are lost. A layer that was loaded without a
/// mask gets the gradient by all of its weights, those that are 0 among them.
/// - Precondition: all moments are 0.
void tk_engine_gradient(tk_engine *engine, const tk_table *table, const int32_t *rows,
                        size_t count);

/// Writes the logits of `rows[0 ..< count]` to `logits`, `[count][classes]`.
void tk_engine_logits(tk_engine *engine, const tk_table *table, const int32_t *rows, size_t count,
                      float *logits);

/// The sum of the cross-entropies of `rows[0 ..< count]`.
double tk_engine_loss(tk_engine *engine, const tk_table *table, const int32_t *rows, size_t count);

/// LassoNet's proximal step of one feature: its `classes` weights `skip` and its `nodes` weights
/// `first` in the first layer become the nearest ones for which the largest of `first` is at most
/// `hierarchy` times the norm of `skip`, that norm penalised by `lambda`. `scratch` holds `nodes`.
void tk_hierarchical_prox(float *skip, size_t classes, float *first, size_t nodes, float lambda,
                          float hierarchy, float *scratch);

/// The kernels' exp and log of `count` floats, for tests of their accuracy.
void tk_exp(tk_isa isa, const float *x, float *y, size_t count);
void tk_log(tk_isa isa, const float *x, float *y, size_t count);

/// The doubles of a vector, of which rows of matrices have whole numbers.
enum { TK_DOUBLES = 8 };

/// Two matrices of doubles, and a third to which their product is added.
typedef struct tk_product {
  size_t rows;       // of `sums`
  size_t terms;      // of each sum: the rows of `right`
  size_t stride;     // doubles from row to row of `right` and `sums`, a multiple of TK_DOUBLES
  const double *left;
  size_t row_step;   // doubles in `left` from one row of `sums` to the next
  size_t term_step;  // doubles in `left` from one term to the next
  const double *right;
  double *sums;
} tk_product;

/// sums[r][c] += left[r * row_step + t * term_step] * right[t][c] for t = 0, 1, 2 and so on, each product rounded before it is
/// added. Terms whose left factor is 0 are left out, whatever the right one is.
void tk_add_product(tk_isa isa, const tk_product *product);

#if defined(__cplusplus)
}
#endif

#endif
