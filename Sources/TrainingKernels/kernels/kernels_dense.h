// Dense layers: the projection forward and back, and the update. Included by kernels.h only.

// `samples` x `vectors` outputs of one panel, `offset` floats into it.
INLINE void project_tile(const float *const *rows, int samples, int vectors, const float *weights,
                         int width, int scalars, const float *bias, bool relu, const float *gate,
                         float *out, int stride) {
  vec sum[TILE_SCALARS][TILE_VECTORS];
  UNROLL for (int s = 0; s < samples; s++)
    UNROLL for (int v = 0; v < vectors; v++)
      sum[s][v] = bias ? load(bias + v * 16) : splat(0);
  const float *x[TILE_SCALARS];
  UNROLL for (int s = 0; s < samples; s++) x[s] = rows[s];
  _Pragma("clang loop unroll_count(2)") for (int i = 0; i < scalars; i++, weights += width) {
    vec w[TILE_VECTORS];
    UNROLL for (int v = 0; v < vectors; v++) w[v] = load(weights + v * 16);
    UNROLL for (int s = 0; s < samples; s++) {
      vec factor = splat(x[s][i]);
      UNROLL for (int v = 0; v < vectors; v++) sum[s][v] = madd(factor, w[v], sum[s][v]);
    }
  }
  UNROLL for (int s = 0; s < samples; s++)
    UNROLL for (int v = 0; v < vectors; v++) {
      size_t at = (size_t)s * stride + v * 16;
      vec y = sum[s][v];
      // NaN stays NaN: a diverged network must not look like a dead one.
      if (relu) y = choose(y < splat(0), splat(0), y);
      if (gate) y = choose(load(gate + at) > splat(0), y, splat(0));
      store(out + at, y);
    }
}

INLINE void project_rows(const float *const *rows, int samples, int vectors, const float *weights,
                         int width, int scalars, const float *bias, bool relu, const float *gate,
                         float *out, int stride) {
  int s = 0;
#define PROJECT(N)                                                                             \
  for (; s + N <= samples; s += N)                                                             \
    project_tile(rows + s, N, vectors, weights, width, scalars, bias, relu,                    \
                 gate ? gate + (size_t)s * stride : gate, out + (size_t)s * stride, stride);
#if TILE_SCALARS >= 8
  PROJECT(8)
#endif
#if TILE_SCALARS >= 4
  PROJECT(4)
#endif
  PROJECT(2)
  PROJECT(1)
#undef PROJECT
}

INLINE void project_panels(const float *const *rows, int samples, const tk_weights *weights,
                           const float *bias, bool relu, const float *gate, float *out,
                           int stride) {
  int lanes = weights->lanes, scalars = weights->scalars;
  for (int lane = 0; lane < lanes; lane += TK_PANEL) {
    int width = lanes - lane < TK_PANEL ? lanes - lane : TK_PANEL;
    const float *panel = weights->value + (size_t)lane * scalars;
    for (int at = 0; at < width;) {
      const float *b = bias ? bias + lane + at : bias;
      const float *g = gate ? gate + lane + at : gate;
      if (TILE_VECTORS == 2 && at + 32 <= width) {
        project_rows(rows, samples, TILE_VECTORS, panel + at, width, scalars, b, relu, g,
                     out + lane + at, stride);
        at += 32;
      } else {
        project_rows(rows, samples, 1, panel + at, width, scalars, b, relu, g, out + lane + at,
                     stride);
        at += 16;
      }
    }
  }
}

static void project(const float *const *rows, int32_t samples, const tk_weights *weights,
                    const float *bias, bool relu, const float *gate, float *out, int32_t stride) {
  if (gate)
    project_panels(rows, samples, weights, NULL, false, gate, out, stride);
  else if (relu)
    project_panels(rows, samples, weights, bias, true, NULL, out, stride);
  else
    project_panels(rows, samples, weights, bias, false, NULL, out, stride);
}

INLINE void update_tile(const float *const *x, const float *const *d, int samples, int i, int n,
                        int lane, int vectors, float *value, float *first, float *second,
                        const uint16_t *mask, int width, const adam_step *step) {
  vec g[TILE_SCALARS][TILE_VECTORS];
  UNROLL for (int k = 0; k < n; k++)
    UNROLL for (int v = 0; v < vectors; v++) g[k][v] = splat(0);
  _Pragma("clang loop unroll_count(2)") for (int s = 0; s < samples; s++) {
    const float *factors = x[s] + i, *row = d[s] + lane;
    vec y[TILE_VECTORS];
    UNROLL for (int v = 0; v < vectors; v++) y[v] = load(row + v * 16);
    UNROLL for (int k = 0; k < n; k++) {
      vec factor = splat(factors[k]);
      UNROLL for (int v = 0; v < vectors; v++) g[k][v] = madd(factor, y[v], g[k][v]);
    }
  }
  // In groups across the tile.
  UNROLL for (int from = 0; from < n * vectors; from += ADAM_GROUP) {
    const int rest = n * vectors - from, group = rest < ADAM_GROUP ? rest : ADAM_GROUP;
    adam_place place = {value, first, second, mask, {0}};
    vec chosen[ADAM_GROUP];
    UNROLL for (int j = 0; j < group; j++) {
      int k = (from + j) / vectors, v = (from + j) % vectors;
      place.at[j] = (size_t)(i + k) * width + v * 16;
      chosen[j] = g[k][v];
    }
    adam(group, &place, chosen, step);
  }
}

// How many of the `left` entries of the scalar side the next tile takes: a full tile, unless the
// remainder would have too few sums to keep the units busy. In that case the last two tiles share
// it.
INLINE int tile_height(int left) {
  if (left <= TILE_SCALARS) return left;
  return left - TILE_SCALARS < TILE_SCALARS / 2 ? (left + 1) / 2 : TILE_SCALARS;
}

INLINE void update_panels(const float *const *x, const float *const *d, int samples,
                          tk_weights *weights, bool masked, const adam_step *step) {
  int lanes = weights->lanes, scalars = weights->scalars;
  for (int lane = 0; lane < lanes; lane += TK_PANEL) {
    int width = lanes - lane < TK_PANEL ? lanes - lane : TK_PANEL;
    size_t start = (size_t)lane * scalars;
    float *value = weights->value + start, *first = weights->first + start,
          *second = weights->second + start;
    const uint16_t *mask = masked ? weights->mask + start / 16 : NULL;
    for (int at = 0; at < width;) {
      int vectors = TILE_VECTORS == 2 && at + 32 <= width ? 2 : 1;
#define UPDATE(N)                                                                              \
  if (TILE_VECTORS == 2 && vectors == 2)                                                       \
    update_tile(x, d, samples, i, N, lane + at, TILE_VECTORS, value + at, first + at,          \
                second + at, mask ? mask + at / 16 : mask, width, step);                       \
  else                                                                                         \
    update_tile(x, d, samples, i, N, lane + at, 1, value + at, first + at, second + at,        \
                mask ? mask + at / 16 : mask, width, step);
      int i = 0;
      for (; tile_height(scalars - i) == TILE_SCALARS; i += TILE_SCALARS) UPDATE(TILE_SCALARS)
      while (i < scalars) {
        int height = tile_height(scalars - i);
        switch (height) {
#define CASE(N) \
  case N: UPDATE(N) break;
#if TILE_SCALARS >= 8
          CASE(7)
          CASE(6)
          CASE(5)
          CASE(4)
#endif
#if TILE_SCALARS >= 4
          CASE(3)
          CASE(2)
#endif
          CASE(1)
#undef CASE
        }
        i += height;
#undef UPDATE
      }
      at += vectors * 16;
    }
  }
}

// `n` scalars of one vector of lanes.
INLINE void update_live_tile(const float *const *x, const float *const *d, int samples,
                             const int32_t *live, int n, int lane, size_t start, int width,
                             tk_weights *weights, const adam_step *step) {
  vec g[TILE_SCALARS];
  EACH g[k] = splat(0);
  for (int s = 0; s < samples; s++) {
    vec y = load(d[s] + lane);
    const float *factors = x[s];
    EACH g[k] = madd(splat(factors[live[k]]), y, g[k]);
  }
  UNROLL for (int from = 0; from < n; from += ADAM_GROUP) {
    const int rest = n - from, group = rest < ADAM_GROUP ? rest : ADAM_GROUP;
    adam_place place = {weights->value, weights->first, weights->second, weights->mask, {0}};
    UNROLL for (int j = 0; j < group; j++)
      place.at[j] = start + (size_t)live[from + j] * width;
    adam(group, &place, g + from, step);
  }
}

// Only the vectors that have a connection. The others are 0 and stay so.
INLINE void update_live(const float *const *x, const float *const *d, int samples,
                        tk_weights *weights, const adam_step *step) {
  for (int lane = 0; lane < weights->lanes; lane += 16) {
    int panel = lane / TK_PANEL * TK_PANEL;
    int width = weights->lanes - panel < TK_PANEL ? weights->lanes - panel : TK_PANEL;
    size_t start = (size_t)panel * weights->scalars + (size_t)(lane - panel);
    int at = weights->live_starts[lane / 16], end = weights->live_starts[lane / 16 + 1];
#define LIVE(N)                                                                                \
  for (; at + N <= end; at += N)                                                               \
    update_live_tile(x, d, samples, weights->live + at, N, lane, start, width, weights, step);
#if TILE_SCALARS >= 8
    LIVE(8)
#endif
#if TILE_SCALARS >= 4
    LIVE(4)
#endif
    LIVE(2)
    LIVE(1)
#undef LIVE
  }
}

static void update(const float *const *scalars, const float *const *vectors, int32_t samples,
                   tk_weights *weights, const tk_step *step) {
  adam_step constants = splat_step(step);
  if (weights->live_starts)
    update_live(scalars, vectors, samples, weights, &constants);
  else if (weights->mask)
    update_panels(scalars, vectors, samples, weights, true, &constants);
  else
    update_panels(scalars, vectors, samples, weights, false, &constants);
}

static void update_biases(const float *const *rows, int32_t samples, tk_biases *biases,
                          const tk_step *step) {
  adam_step constants = splat_step(step);
  for (int lane = 0; lane < biases->count; lane += 16) {
    vec g = splat(0);
    for (int s = 0; s < samples; s++) g += load(rows[s] + lane);
    adam_place place = {biases->value, biases->first, biases->second, NULL, {(size_t)lane}};
    adam(1, &place, &g, &constants);
  }
}
