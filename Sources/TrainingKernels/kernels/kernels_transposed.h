// To and from transposed batches. Included by kernels.h only.

// Four lanes of two vectors in turn: the first or the last two of a, with those of b between them.
INLINE vec pairs_low(vec a, vec b) {
  return __builtin_shufflevector(a, b, 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29);
}
INLINE vec pairs_high(vec a, vec b) {
  return __builtin_shufflevector(a, b, 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31);
}
// The same of pairs of lanes.
INLINE vec fours_low(vec a, vec b) {
  return __builtin_shufflevector(a, b, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29);
}
INLINE vec fours_high(vec a, vec b) {
  return __builtin_shufflevector(a, b, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31);
}
// The even or the odd fours of lanes of a, then those of b.
INLINE vec blocks_even(vec a, vec b) {
  return __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27);
}
INLINE vec blocks_odd(vec a, vec b) {
  return __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
}

// Swaps lane i of vector j with lane j of vector i, for 16 vectors: within fours of vectors and lanes,
// then the fours. These steps are cheaper than moves of single lanes across a vector.
INLINE void transpose16(vec *x) {
  UNROLL for (int i = 0; i < 16; i += 4) {
    vec a = pairs_low(x[i], x[i + 1]), b = pairs_high(x[i], x[i + 1]);
    vec c = pairs_low(x[i + 2], x[i + 3]), d = pairs_high(x[i + 2], x[i + 3]);
    x[i] = fours_low(a, c);
    x[i + 1] = fours_high(a, c);
    x[i + 2] = fours_low(b, d);
    x[i + 3] = fours_high(b, d);
  }
  vec y[16];
  UNROLL for (int j = 0; j < 4; j++) {
    vec even1 = blocks_even(x[j], x[j + 4]), odd1 = blocks_odd(x[j], x[j + 4]);
    vec even2 = blocks_even(x[j + 8], x[j + 12]), odd2 = blocks_odd(x[j + 8], x[j + 12]);
    y[j] = blocks_even(even1, even2);
    y[j + 4] = blocks_even(odd1, odd2);
    y[j + 8] = blocks_odd(even1, even2);
    y[j + 12] = blocks_odd(odd1, odd2);
  }
  UNROLL for (int i = 0; i < 16; i++) x[i] = y[i];
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
