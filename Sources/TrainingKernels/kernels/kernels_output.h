// The outputs: dot products, softmax and cross-entropy. Included by kernels.h only.

// `samples` x `classes` logits. A dot product has 16 sums, one in each lane, that are added at the
// end.
INLINE void dots_tile(const float *const *rows, int samples, int classes, const tk_weights *weights,
                      int c, const float *bias, float *out, int stride) {
  vec sum[TILE_DOTS][TILE_DOTS];
  UNROLL for (int s = 0; s < samples; s++)
    UNROLL for (int k = 0; k < classes; k++) sum[s][k] = splat(0);
  int lanes = weights->lanes;
  for (int lane = 0; lane < lanes; lane += TK_PANEL) {
    int width = lanes - lane < TK_PANEL ? lanes - lane : TK_PANEL;
    const float *panel =
        weights->value + (size_t)lane * weights->scalars + (size_t)c * width;
    for (int at = 0; at < width; at += 16) {
      vec w[TILE_DOTS];
      UNROLL for (int k = 0; k < classes; k++) w[k] = load(panel + k * width + at);
      UNROLL for (int s = 0; s < samples; s++) {
        vec x = load(rows[s] + lane + at);
        UNROLL for (int k = 0; k < classes; k++) sum[s][k] = madd(x, w[k], sum[s][k]);
      }
    }
  }
#if TILE_DOTS == 4
  if (samples == 4 && classes == 4) {
    // Class by class, so that the four samples of a class lie side by side.
    vec all[16];
    UNROLL for (int k = 0; k < 4; k++)
      UNROLL for (int s = 0; s < 4; s++) all[4 * k + s] = sum[s][k];
    vec folded = fold16(all);
    UNROLL for (int k = 0; k < 4; k++)
      UNROLL for (int s = 0; s < 4; s++)
        out[(size_t)k * stride + s] = bias[k] + folded[4 * k + s];
    return;
  }
#endif
  UNROLL for (int s = 0; s < samples; s++)
    UNROLL for (int k = 0; k < classes; k++)
      out[(size_t)k * stride + s] = bias[k] + fold(sum[s][k]);
}

static void dots(const float *const *rows, int32_t samples, const tk_weights *weights,
                 const float *bias, float *out, int32_t stride) {
  int classes = weights->scalars;
  for (int s = 0, tall; s < samples; s += tall) {
    tall = s + TILE_DOTS <= samples ? TILE_DOTS : 1;
    for (int c = 0, wide; c < classes; c += wide) {
      float *to = out + (size_t)c * stride + s;
      wide = c + TILE_DOTS <= classes ? TILE_DOTS : c + 2 <= classes ? 2 : 1;
#define DOTS(S, C)                                                                             \
  if (tall == S && wide == C) dots_tile(rows + s, S, C, weights, c, bias + c, to, stride);
      DOTS(TILE_DOTS, TILE_DOTS)
      DOTS(1, TILE_DOTS)
#if TILE_DOTS == 4
      DOTS(4, 2)
      DOTS(1, 2)
#endif
      DOTS(TILE_DOTS, 1)
      DOTS(1, 1)
#undef DOTS
    }
  }
}

static double softmax(float *logits, int32_t stride, int32_t classes, const int32_t *labels,
                      int32_t samples, float *delta, int32_t delta_stride) {
  double total = 0;
  float share = 1.0f / (float)samples;
  for (int at = 0; at < samples; at += 16) {
    ivec label = *(const ivec *)(labels + at);
    vec top = load(logits + at);
    for (int c = 1; c < classes; c++) {
      vec x = load(logits + (size_t)c * stride + at);
      top = choose(x > top, x, top);
    }
    vec sum = splat(0), own = splat(0);
    for (int c = 0; c < classes; c++) {
      float *place = logits + (size_t)c * stride + at;
      vec x = load(place) - top;
      own = choose(label == (ivec)(c), x, own);
      vec e = exp_(x);
      sum += e;
      store(place, e);
    }
    vec loss = log_(sum) - own;
    vec factor = splat(share) / sum;
    for (int c = 0; c < classes; c++) {
      float *place = logits + (size_t)c * stride + at;
      vec hit = choose(label == (ivec)(c), splat(share), splat(0));
      store(place, madd(load(place), factor, -hit));
    }
    int live = samples - at < 16 ? samples - at : 16;
    for (int s = 0; s < live; s++) {
      total += (double)loss[s];
      for (int c = 0; c < classes; c++)
        delta[(size_t)(at + s) * delta_stride + c] = logits[(size_t)c * stride + at + s];
    }
  }
  return total;
}
