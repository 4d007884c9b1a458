// Sparse layers, on transposed batches. Included by kernels.h only.

// Swaps lane i of vector j with lane j of vector i, for 16 vectors.
INLINE void transpose16(vec *x) {
#define PAIR(a, b, S, M)                                                                       \
  {                                                                                            \
    vec low = __builtin_shufflevector(a, b, M(S, 0, 0), M(S, 0, 1), M(S, 0, 2), M(S, 0, 3),    \
        M(S, 0, 4), M(S, 0, 5), M(S, 0, 6), M(S, 0, 7), M(S, 0, 8), M(S, 0, 9), M(S, 0, 10),   \
        M(S, 0, 11), M(S, 0, 12), M(S, 0, 13), M(S, 0, 14), M(S, 0, 15));                      \
    vec high = __builtin_shufflevector(a, b, M(S, 1, 0), M(S, 1, 1), M(S, 1, 2), M(S, 1, 3),   \
        M(S, 1, 4), M(S, 1, 5), M(S, 1, 6), M(S, 1, 7), M(S, 1, 8), M(S, 1, 9), M(S, 1, 10),   \
        M(S, 1, 11), M(S, 1, 12), M(S, 1, 13), M(S, 1, 14), M(S, 1, 15));                      \
    a = low;                                                                                   \
    b = high;                                                                                  \
  }
// Lane l of the low (h = 0) or high (h = 1) half of a swap of blocks of S lanes: an even block
// comes from a, an odd one from b.
#define LANE(S, h, l) ((l) / (S) % 2 ? 16 + (l) - (S) + (h) * (S) : (l) + (h) * (S))
  UNROLL for (int i = 0; i < 8; i++) PAIR(x[i], x[i + 8], 8, LANE)
  UNROLL for (int i = 0; i < 16; i++)
    if (!(i & 4)) PAIR(x[i], x[i + 4], 4, LANE)
  UNROLL for (int i = 0; i < 16; i++)
    if (!(i & 2)) PAIR(x[i], x[i + 2], 2, LANE)
  UNROLL for (int i = 0; i < 16; i++)
    if (!(i & 1)) PAIR(x[i], x[i + 1], 1, LANE)
#undef LANE
#undef PAIR
}

static void transpose(const float *const *rows, int32_t samples, int32_t columns, float *out,
                      int32_t stride) {
  for (int s = 0; s < samples; s += 16) {
    int live = samples - s < 16 ? samples - s : 16;
    for (int c = 0; c < columns; c += 16) {
      vec x[16];
      UNROLL for (int k = 0; k < 16; k++) x[k] = k < live ? load(rows[s + k] + c) : splat(0);
      transpose16(x);
      UNROLL for (int k = 0; k < 16; k++) store(out + (size_t)(c + k) * stride + s, x[k]);
    }
  }
}

// Adds the contribution of one block of inputs to one output, in the order of the inputs, like the
// dense kernel.
INLINE void sparse_output(const float *inputs, int vectors, int stride, const tk_sparse *sparse,
                          int block, int output, float bias, float *out) {
  vec sum[4];
  UNROLL for (int v = 0; v < vectors; v++) sum[v] = block == 0 ? splat(bias) : load(out + v * 16);
  int at = block * sparse->outputs + output;
  for (int j = sparse->starts[at]; j < sparse->starts[at + 1]; j++) {
    const float *x = inputs + (size_t)sparse->input[j] * stride;
    vec w = splat(sparse->value[j]);
    UNROLL for (int v = 0; v < vectors; v++) sum[v] = madd(w, load(x + v * 16), sum[v]);
  }
  bool relu = block == sparse->blocks - 1;
  UNROLL for (int v = 0; v < vectors; v++)
    store(out + v * 16, relu ? choose(sum[v] < splat(0), splat(0), sum[v]) : sum[v]);
}

static void sparse_project(const float *inputs, int32_t vectors, int32_t stride,
                           const tk_sparse *sparse, const float *bias, float *out) {
  for (int block = 0; block < sparse->blocks; block++)
    for (int o = 0; o < sparse->outputs; o++) {
      float *row = out + (size_t)o * stride;
      int v = 0;
#define OUTPUT(N)                                                                              \
  for (; v + N <= vectors; v += N)                                                             \
    sparse_output(inputs + v * 16, N, stride, sparse, block, o, bias[o], row + v * 16);
      OUTPUT(4)
      OUTPUT(2)
      OUTPUT(1)
#undef OUTPUT
    }
}

INLINE void sparse_update_all(const float *inputs, const float *deltas, int vectors, size_t stride,
                              tk_sparse *sparse, const adam_step *step) {
  for (int at = 0; at < sparse->count; at += 16) {
    vec product[16];
    UNROLL for (int k = 0; k < 16; k++) {
      const float *x = inputs + (size_t)sparse->input[at + k] * stride;
      const float *d = deltas + (size_t)sparse->output[at + k] * stride;
      vec sum = load(x) * load(d);
      for (int v = 1; v < vectors; v++) sum = madd(load(x + v * 16), load(d + v * 16), sum);
      product[k] = sum;
    }
    vec g = fold16(product);
    adam_place place = {sparse->value, sparse->first, sparse->second, NULL, {(size_t)at}};
    adam(1, &place, &g, step);
  }
}

static void sparse_update(const float *inputs, const float *deltas, int32_t vectors,
                          int32_t stride, tk_sparse *sparse, const tk_step *step) {
  adam_step constants = splat_step(step);
  size_t apart = (size_t)stride;
  switch (vectors) {
    case 1: sparse_update_all(inputs, deltas, 1, apart, sparse, &constants); break;
    case 2: sparse_update_all(inputs, deltas, 2, apart, sparse, &constants); break;
    case 4: sparse_update_all(inputs, deltas, 4, apart, sparse, &constants); break;
    default: sparse_update_all(inputs, deltas, vectors, apart, sparse, &constants);
  }
}
