// To and from transposed batches. Included by kernels.h only.

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
    const float *row[16];
    for (int k = 0; k < 16; k++) row[k] = TK_LANE(k) < live ? rows[s + TK_LANE(k)] : NULL;
    for (int c = 0; c < columns; c += 16) {
      vec x[16];
      if (live == 16) {
        UNROLL for (int k = 0; k < 16; k++) x[k] = load(row[k] + c);
      } else {
        UNROLL for (int k = 0; k < 16; k++) x[k] = row[k] ? load(row[k] + c) : splat(0);
      }
      transpose16(x);
      UNROLL for (int k = 0; k < 16; k++) store(out + (size_t)(c + k) * stride + s, x[k]);
    }
  }
}

static void restore(const float *rows, int32_t vectors, int32_t stride, int32_t columns,
                    const int32_t *order, float *out, int32_t out_stride) {
  for (int s = 0; s < vectors * 16; s += 16)
    for (int c = 0; c < columns; c += 16) {
      vec x[16];
      UNROLL for (int k = 0; k < 16; k++)
        x[k] = load(rows + (size_t)(order ? order[c + k] : c + k) * stride + s);
      transpose16(x);
      UNROLL for (int k = 0; k < 16; k++)
        store(out + (size_t)(s + k) * out_stride + c, x[TK_LANE(k)]);
    }
}

// In the order of `update_biases`, sample after sample.
static void sparse_biases(const float *rows, int32_t samples, int32_t stride, tk_biases *biases,
                          const tk_step *step) {
  adam_step constants = splat_step(step);
  for (int lane = 0; lane < biases->count; lane += 16) {
    vec g = splat(0);
    for (int s = 0; s < samples; s += 16) {
      vec x[16];
      UNROLL for (int k = 0; k < 16; k++) x[k] = load(rows + (size_t)(lane + k) * stride + s);
      transpose16(x);
      UNROLL for (int k = 0; k < 16; k++) g += x[TK_LANE(k)];
    }
    adam_place place = {biases->value, biases->first, biases->second, NULL, {(size_t)lane}};
    adam(1, &place, &g, &constants);
  }
}

// Samples in their lanes, or back: the same exchange.
INLINE vec in_lanes(vec x) {
  return __builtin_shufflevector(x, x, 0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15);
}

static void sparse_logits(const float *rows, int32_t classes, int32_t vectors, int32_t stride,
                          const float *bias, float *out) {
  for (int c = 0; c < classes; c++)
    for (int s = 0; s < vectors * 16; s += 16) {
      vec x[16];
      UNROLL for (int k = 0; k < 16; k++)
        x[k] = load(rows + (size_t)(16 * c + k) * stride + s);
      UNROLL for (int half = 8; half > 0; half /= 2)
        UNROLL for (int k = 0; k < half; k++) x[k] += x[k + half];
      store(out + (size_t)c * stride + s, splat(bias[c]) + in_lanes(x[0]));
    }
}

static void sparse_deltas(const float *rows, int32_t classes, int32_t samples, int32_t stride,
                          float *out) {
  const ivec order = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  for (int c = 0; c < classes; c++)
    for (int s = 0; s < samples; s += 16) {
      size_t at = (size_t)c * stride + s;
      store(out + at, in_lanes(choose(order + s < samples, load(rows + at), splat(0))));
    }
}
