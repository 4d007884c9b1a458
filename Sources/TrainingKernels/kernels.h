// The kernels, once for all instruction sets. The including file sets the target attribute and
//   KERNELS        the name of the table that this file defines
//   TILE_SCALARS   entries of the scalar side (or samples) held in registers at a time
//   TILE_VECTORS   16-lane vectors held beside them
//   TILE_DOTS      samples and classes of a tile of dot products
//   ADAM_GROUP     vectors of weights that Adam works on side by side
// Tiles change the order of the work, never the order of a sum.

#include <string.h>

#include "engine.h"

#pragma STDC FP_CONTRACT OFF
// Vectors are passed between inlined functions only: their calling convention is never used.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float vec __attribute__((ext_vector_type(16)));
typedef int32_t ivec __attribute__((ext_vector_type(16)));
typedef bool bvec __attribute__((ext_vector_type(16)));  // two bytes

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")
#define EACH UNROLL for (int k = 0; k < n; k++)

INLINE vec splat(float x) { return (vec)(x); }
INLINE vec load(const float *p) { return *(const vec *)p; }
INLINE void store(float *p, vec x) { *(vec *)p = x; }
INLINE vec madd(vec a, vec b, vec c) { return __builtin_elementwise_fma(a, b, c); }
INLINE vec choose(ivec mask, vec a, vec b) { return mask ? a : b; }
INLINE vec bits_to_float(ivec x) { return (vec)x; }
INLINE ivec float_to_bits(vec x) { return (ivec)x; }

// MARK: Elementary functions

// The functions of this part work on `n` vectors in step: each is a chain of dependent operations,
// and a core finds work for its units in several chains side by side, not in one.

// 1/sqrt(x): a linear guess from the exponent's bits and two Newton steps, whose constants absorb
// the factors of 1/2. Relative error at most 1.4e-6 for normal x; finite for 0.
INLINE void reciprocal_root(int n, const vec *x, vec *y) {
  vec t[ADAM_GROUP];
  EACH y[k] = bits_to_float((ivec)(0x5EFF0AF8) - (float_to_bits(x[k]) >> 1));
  EACH t[k] = y[k] * y[k];
  EACH t[k] = madd(-x[k], t[k], splat(1.62148631f));
  EACH y[k] *= t[k];
  EACH t[k] = y[k] * y[k];
  EACH t[k] = madd(-x[k], t[k], splat(1.88988316f));
  EACH y[k] *= t[k];
}

// 1/x for positive normal x: a guess from the bits, a Newton step and a cubic one.
// Relative error at most 6.1e-8.
INLINE void reciprocal(int n, const vec *x, vec *y) {
  vec t[ADAM_GROUP];
  EACH y[k] = bits_to_float((ivec)(0x7EF34000) - float_to_bits(x[k]));
  EACH t[k] = madd(-x[k], y[k], splat(2.00149918f));
  EACH y[k] *= t[k];
  EACH t[k] = madd(-x[k], y[k], splat(1));
  EACH t[k] = madd(t[k], t[k], t[k]);
  EACH y[k] = madd(y[k], t[k], y[k]);
}

// exp(x) for x <= 0: 2^n by the exponent's bits times Taylor's polynomial of degree 7 on
// |r| <= ln(2)/2. Relative error at most 1.5e-7; below -87 as at -87.
INLINE vec exp_(vec x) {
  const vec shift = splat(0x1.8p23f);
  x = choose(x < splat(-87), splat(-87), x);
  vec n = madd(x, splat(0x1.715476p+0f), shift);
  ivec exponent = float_to_bits(n) << 23;
  n -= shift;
  vec r = madd(n, splat(-0x1.62e400p-1f), x);
  r = madd(n, splat(-0x1.7f7d1cp-20f), r);
  vec p = splat(1.0f / 5040);
  p = madd(p, r, splat(1.0f / 720));
  p = madd(p, r, splat(1.0f / 120));
  p = madd(p, r, splat(1.0f / 24));
  p = madd(p, r, splat(1.0f / 6));
  p = madd(p, r, splat(0.5f));
  p = madd(p, r, splat(1));
  p = madd(p, r, splat(1));
  return bits_to_float(float_to_bits(p) + exponent);
}

// log(x) for normal x >= 1: x = 2^n f with f in [sqrt(1/2), sqrt(2)), log f = 2 artanh(z) with
// z = (f - 1)/(f + 1), by its series. Absolute error at most 1.1e-7 * max(1, log x).
INLINE vec log_(vec x) {
  ivec bits = float_to_bits(x);
  ivec n = (bits - 0x3F3504F3) >> 23;
  vec f = bits_to_float(bits - (n << 23));
  vec z = (f - splat(1)) / (f + splat(1));
  vec s = z * z;
  vec p = splat(1.0f / 9);
  p = madd(p, s, splat(1.0f / 7));
  p = madd(p, s, splat(1.0f / 5));
  p = madd(p, s, splat(1.0f / 3));
  vec series = madd(p * s, z + z, z + z);
  return madd(__builtin_convertvector(n, vec), splat(0x1.62e43p-1f), series);
}

// The sum of the lanes, by halves: lane i with i + 8, then + 4, + 2, + 1.
INLINE float fold(vec x) {
  typedef float vec8 __attribute__((ext_vector_type(8)));
  typedef float vec4 __attribute__((ext_vector_type(4)));
  typedef float vec2 __attribute__((ext_vector_type(2)));
  vec8 a = x.lo + x.hi;
  vec4 b = a.lo + a.hi;
  vec2 c = b.lo + b.hi;
  return c.x + c.y;
}

// The folds of 16 vectors, one a lane: the same sums in the same order as `fold` of each, but every
// addition works on full vectors.
INLINE vec fold16(const vec *x) {
#define HALVES(a, b, L0, L1, L2, L3, L4, L5, L6, L7, H0, H1, H2, H3, H4, H5, H6, H7)              \
  (__builtin_shufflevector(a, b, L0, L1, L2, L3, L4, L5, L6, L7, 16 + L0, 16 + L1, 16 + L2,       \
                           16 + L3, 16 + L4, 16 + L5, 16 + L6, 16 + L7) +                         \
   __builtin_shufflevector(a, b, H0, H1, H2, H3, H4, H5, H6, H7, 16 + H0, 16 + H1, 16 + H2,       \
                           16 + H3, 16 + H4, 16 + H5, 16 + H6, 16 + H7))
  vec a[8], b[4], c[2];
  UNROLL for (int i = 0; i < 8; i++)
    a[i] = HALVES(x[2 * i], x[2 * i + 1], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  UNROLL for (int i = 0; i < 4; i++)
    b[i] = HALVES(a[2 * i], a[2 * i + 1], 0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7, 12, 13, 14, 15);
  UNROLL for (int i = 0; i < 2; i++)
    c[i] = HALVES(b[2 * i], b[2 * i + 1], 0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15);
  return HALVES(c[0], c[1], 0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15);
#undef HALVES
}

// MARK: Adam

typedef struct adam_step {
  vec descent, beta1, beta2, epsilon, l2;
} adam_step;

INLINE adam_step splat_step(const tk_step *step) {
  return (adam_step){splat(-step->rate), splat(step->beta1), splat(step->beta2),
                     splat(step->epsilon), splat(step->l2)};
}

// Where the vectors of one Adam step lie: `n` of them, the k-th `at[k]` floats into the arrays.
typedef struct adam_place {
  float *value, *first, *second;
  const uint16_t *mask;
  size_t at[ADAM_GROUP];
} adam_place;

// One Adam step of `n` vectors of weights with gradients `g`. The moments are kept without the
// factors (1 - beta), which the rate and epsilon of the step carry instead: two operations fewer.
INLINE void adam(int n, const adam_place *place, vec *g, const adam_step *step) {
  vec v[ADAM_GROUP], root[ADAM_GROUP], y[ADAM_GROUP];
  EACH g[k] = madd(step->l2, load(place->value + place->at[k]), g[k]);
  if (place->mask)
    EACH {
      bvec kept = *(const bvec *)(place->mask + place->at[k] / 16);
      g[k] = choose(__builtin_convertvector(kept, ivec) != 0, g[k], splat(0));
    }
  EACH v[k] = g[k] * g[k];
  EACH v[k] = madd(step->beta2, load(place->second + place->at[k]), v[k]);
  EACH g[k] = madd(step->beta1, load(place->first + place->at[k]), g[k]);
  EACH store(place->second + place->at[k], v[k]);
  EACH store(place->first + place->at[k], g[k]);
  reciprocal_root(n, v, y);
  EACH root[k] = madd(v[k], y[k], step->epsilon);
  reciprocal(n, root, y);
  EACH y[k] *= g[k];
  EACH y[k] = madd(step->descent, y[k], load(place->value + place->at[k]));
  EACH store(place->value + place->at[k], y[k]);
}

// MARK: Projection

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
      // A NaN stays one: a diverged network must not look like a dead one.
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

// MARK: Dot products

// `samples` x `classes` logits. A dot product is 16 sums, one a lane, folded at the end.
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

// MARK: Softmax and cross-entropy

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

// MARK: Update

INLINE void update_tile(const float *const *x, const float *const *d, int samples, int i, int n,
                        int lane, int vectors, float *value, float *first, float *second,
                        const uint16_t *mask, int width, const adam_step *step) {
  vec g[TILE_SCALARS][TILE_VECTORS];
  UNROLL for (int k = 0; k < n; k++) UNROLL for (int v = 0; v < vectors; v++) {
    size_t at = (size_t)(i + k) * width + v * 16;
    // Adam comes to them when the gradient is done: time enough to fetch them from afar.
    __builtin_prefetch(value + at, 1);
    __builtin_prefetch(first + at, 1);
    __builtin_prefetch(second + at, 1);
    g[k][v] = splat(0);
  }
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

// How many of the `left` entries of the scalar side the next tile takes: a full tile, unless what
// then remained were too few sums to keep the units busy; the last two tiles share such a rest.
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

static void update(const float *const *scalars, const float *const *vectors, int32_t samples,
                   tk_weights *weights, const tk_step *step) {
  adam_step constants = splat_step(step);
  if (weights->mask)
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

// MARK: Sparse layers

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

// What one block of inputs adds to one output, in the order of the inputs, as the dense kernel.
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

// MARK: Functions of arrays, for tests

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
    project, dots,          softmax,       update,  update_biases,
    transpose, sparse_project, sparse_update, exp_all, log_all,
};
