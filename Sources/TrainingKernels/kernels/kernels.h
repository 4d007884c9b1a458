// The kernels, once for all instruction sets. The including file sets the target attribute and
//   KERNELS        the name of the table that this file defines
//   TILE_SCALARS   entries of the scalar side (or samples) held in registers at a time
//   TILE_VECTORS   16-lane vectors held beside them
//   TILE_DOTS      samples and classes of a tile of dot products; rows and vectors of a tile of other products
//   TILE_SPARSE    vectors of sums of sparse layers
//   ADAM_GROUP     vectors of weights that Adam works on side by side
// Tiles change the order of the work, never the order of a sum.

#include <string.h>

#include "../engine.h"
#include "kernels_vectors.h"
// In this order: each uses those before it.
#include "kernels_adam.h"
#include "kernels_dense.h"
#include "kernels_output.h"
#include "kernels_transposed.h"
#include "kernels_sparse.h"
#include "kernels_products.h"

// Functions of arrays, for tests.
INLINE void each(vec (*function)(vec), const float *x, float *y, size_t count) {
  for (size_t i = 0; i < count; i += 16) {
    size_t live = count - i < 16 ? count - i : 16;
    vec v = splat(1);
    memcpy(&v, x + i, live * sizeof(float));
    v = function(v);
    memcpy(y + i, &v, live * sizeof(float));
  }
}
static void exp_all(const float *x, float *y, size_t count) { each(exp_, x, y, count); }
static void log_all(const float *x, float *y, size_t count) { each(log_, x, y, count); }

const tk_kernels KERNELS = {
    project,       dots,           softmax,       update,        update_biases, transpose, restore,
    sparse_project, sparse_logits, sparse_deltas, sparse_update, sparse_biases, shrink,    exp_all,
    log_all,       add_product,
};
