// The kernels, once for all instruction sets. The including file sets the target attribute and
//   KERNELS        the name of the table that this file defines
//   TILE_SCALARS   entries of the scalar side (or samples) held in registers at a time
//   TILE_VECTORS   16-lane vectors held beside them
//   TILE_DOTS      samples and classes of a tile of dot products
// Tiles change the order of the work, never the order of a sum.

#include <string.h>

#include "engine.h"

#pragma STDC FP_CONTRACT OFF
// Vectors are passed between inlined functions only: their calling convention is never used.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float vec __attribute__((ext_vector_type(16)));
typedef int32_t ivec __attribute__((ext_vector_type(16)));

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

INLINE vec splat(float x) { return (vec)(x); }
INLINE vec load(const float *p) { return *(const vec *)p; }
INLINE void store(float *p, vec x) { *(vec *)p = x; }
INLINE vec fma_(vec a, vec b, vec c) { return __builtin_elementwise_fma(a, b, c); }
INLINE vec select(ivec mask, vec a, vec b) { return mask ? a : b; }
INLINE vec bits_to_float(ivec x) { return (vec)x; }
INLINE ivec float_to_bits(vec x) { return (ivec)x; }

// MARK: Elementary functions

// 1/sqrt(x): a linear guess from the exponent's bits and two Newton steps, whose constants absorb
// the factors of 1/2. Relative error at most 1.4e-6 for normal x; finite for 0.
INLINE vec reciprocal_root(vec x) {
  vec y = bits_to_float((ivec)(0x5EFF0AF8) - (float_to_bits(x) >> 1));
  y *= fma_(-x, y * y, splat(1.62148631f));
  y *= fma_(-x, y * y, splat(1.88988316f));
  return y;
}

// 1/x for positive normal x: a guess from the bits, a Newton step and a cubic one.
// Relative error at most 6.1e-8.
INLINE vec reciprocal(vec x) {
  vec y = bits_to_float((ivec)(0x7EF34000) - float_to_bits(x));
  y *= fma_(-x, y, splat(2.00149918f));
  vec e = fma_(-x, y, splat(1));
  return fma_(y, fma_(e, e, e), y);
}

// exp(x) for x <= 0: 2^n by the exponent's bits times Taylor's polynomial of degree 7 on
// |r| <= ln(2)/2. Relative error at most 1.5e-7; below -87 as at -87.
INLINE vec exp_(vec x) {
  const vec shift = splat(0x1.8p23f);
  x = select(x < splat(-87), splat(-87), x);
  vec n = fma_(x, splat(0x1.715476p+0f), shift);
  ivec exponent = float_to_bits(n) << 23;
  n -= shift;
  vec r = fma_(n, splat(-0x1.62e400p-1f), x);
  r = fma_(n, splat(-0x1.7f7d1cp-20f), r);
  vec p = splat(1.0f / 5040);
  p = fma_(p, r, splat(1.0f / 720));
  p = fma_(p, r, splat(1.0f / 120));
  p = fma_(p, r, splat(1.0f / 24));
  p = fma_(p, r, splat(1.0f / 6));
  p = fma_(p, r, splat(0.5f));
  p = fma_(p, r, splat(1));
  p = fma_(p, r, splat(1));
  return bits_to_float(float_to_bits(p) + exponent);
}

// log(x) for normal x >= 1: x = 2^n f with f in [sqrt(1/2), sqrt(2)), log f = 2 artanh(z) with
// z = (f - 1)/(f + 1), by its series. Absolute error at most 1e-7 * max(1, log x).
INLINE vec log_(vec x) {
  ivec bits = float_to_bits(x);
  ivec n = (bits - 0x3F3504F3) >> 23;
  vec f = bits_to_float(bits - (n << 23));
  vec z = (f - splat(1)) / (f + splat(1));
  vec s = z * z;
  vec p = splat(1.0f / 9);
  p = fma_(p, s, splat(1.0f / 7));
  p = fma_(p, s, splat(1.0f / 5));
  p = fma_(p, s, splat(1.0f / 3));
  vec series = fma_(p * s, z + z, z + z);
  return fma_(__builtin_convertvector(n, vec), splat(0x1.62e43p-1f), series);
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

// MARK: Adam

typedef struct adam_step {
  vec rate, beta1, beta2, epsilon, l2;
} adam_step;

INLINE adam_step splat_step(const tk_step *step) {
  return (adam_step){splat(step->rate), splat(step->beta1), splat(step->beta2),
                     splat(step->epsilon), splat(step->l2)};
}

// One Adam step of 16 weights with gradient `g`. The moments are kept without the factors
// (1 - beta), which the rate and epsilon of the step carry instead: two operations fewer.
INLINE void adam(float *value, float *first, float *second, const float *mask, vec g,
                 const adam_step *step) {
  vec w = load(value);
  g = fma_(step->l2, w, g);
  if (mask) g *= load(mask);
  vec m = fma_(step->beta1, load(first), g);
  vec v = fma_(step->beta2, load(second), g * g);
  vec root = fma_(v, reciprocal_root(v), step->epsilon);
  store(first, m);
  store(second, v);
  store(value, fma_(-step->rate, m * reciprocal(root), w));
}

// MARK: Projection

// `samples` x `vectors` outputs of one panel, `offset` floats into it.
INLINE void project_tile(const float *const *rows, int samples, int vectors, const float *weights,
                         int width, int scalars, const float *bias, bool relu, const float *gate,
                         float *out, int lanes) {
  vec sum[TILE_SCALARS][TILE_VECTORS];
  UNROLL for (int s = 0; s < samples; s++)
    UNROLL for (int v = 0; v < vectors; v++)
      sum[s][v] = bias ? load(bias + v * 16) : splat(0);
  const float *x[TILE_SCALARS];
  UNROLL for (int s = 0; s < samples; s++) x[s] = rows[s];
  for (int i = 0; i < scalars; i++, weights += width) {
    vec w[TILE_VECTORS];
    UNROLL for (int v = 0; v < vectors; v++) w[v] = load(weights + v * 16);
    UNROLL for (int s = 0; s < samples; s++) {
      vec factor = splat(x[s][i]);
      UNROLL for (int v = 0; v < vectors; v++) sum[s][v] = fma_(factor, w[v], sum[s][v]);
    }
  }
  UNROLL for (int s = 0; s < samples; s++)
    UNROLL for (int v = 0; v < vectors; v++) {
      size_t at = (size_t)s * lanes + v * 16;
      vec y = sum[s][v];
      // A NaN stays one: a diverged network must not look like a dead one.
      if (relu) y = select(y < splat(0), splat(0), y);
      if (gate) y = select(load(gate + at) > splat(0), y, splat(0));
      store(out + at, y);
    }
}

INLINE void project_rows(const float *const *rows, int samples, int vectors, const float *weights,
                         int width, int scalars, const float *bias, bool relu, const float *gate,
                         float *out, int lanes) {
  int s = 0;
#define PROJECT(N)                                                                             \
  for (; s + N <= samples; s += N)                                                             \
    project_tile(rows + s, N, vectors, weights, width, scalars, bias, relu,                    \
                 gate ? gate + (size_t)s * lanes : gate, out + (size_t)s * lanes, lanes);
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
                           const float *bias, bool relu, const float *gate, float *out) {
  int lanes = weights->lanes, scalars = weights->scalars;
  for (int lane = 0; lane < lanes; lane += TK_PANEL) {
    int width = lanes - lane < TK_PANEL ? lanes - lane : TK_PANEL;
    const float *panel = weights->value + (size_t)lane * scalars;
    for (int at = 0; at < width;) {
      const float *b = bias ? bias + lane + at : bias;
      const float *g = gate ? gate + lane + at : gate;
      if (TILE_VECTORS == 2 && at + 32 <= width) {
        project_rows(rows, samples, TILE_VECTORS, panel + at, width, scalars, b, relu, g,
                     out + lane + at, lanes);
        at += 32;
      } else {
        project_rows(rows, samples, 1, panel + at, width, scalars, b, relu, g, out + lane + at,
                     lanes);
        at += 16;
      }
    }
  }
}

static void project(const float *const *rows, int32_t samples, const tk_weights *weights,
                    const float *bias, bool relu, const float *gate, float *out) {
  if (gate)
    project_panels(rows, samples, weights, NULL, false, gate, out);
  else if (relu)
    project_panels(rows, samples, weights, bias, true, NULL, out);
  else
    project_panels(rows, samples, weights, bias, false, NULL, out);
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
        UNROLL for (int k = 0; k < classes; k++) sum[s][k] = fma_(x, w[k], sum[s][k]);
      }
    }
  }
  UNROLL for (int s = 0; s < samples; s++)
    UNROLL for (int k = 0; k < classes; k++)
      out[(size_t)k * stride + s] = bias[k] + fold(sum[s][k]);
}

static void dots(const float *const *rows, int32_t samples, const tk_weights *weights,
                 const float *bias, float *out, int32_t stride) {
  int classes = weights->scalars;
  for (int s = 0; s < samples;) {
    int tall = s + TILE_DOTS <= samples;
    for (int c = 0; c < classes;) {
      float *to = out + (size_t)c * stride + s;
      int wide = c + TILE_DOTS <= classes;
      if (tall && wide)
        dots_tile(rows + s, TILE_DOTS, TILE_DOTS, weights, c, bias + c, to, stride);
      else if (tall)
        dots_tile(rows + s, TILE_DOTS, 1, weights, c, bias + c, to, stride);
      else if (wide)
        dots_tile(rows + s, 1, TILE_DOTS, weights, c, bias + c, to, stride);
      else
        dots_tile(rows + s, 1, 1, weights, c, bias + c, to, stride);
      c += wide ? TILE_DOTS : 1;
    }
    s += tall ? TILE_DOTS : 1;
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
      top = select(x > top, x, top);
    }
    vec sum = splat(0), own = splat(0);
    for (int c = 0; c < classes; c++) {
      float *place = logits + (size_t)c * stride + at;
      vec x = load(place) - top;
      own = select(label == (ivec)(c), x, own);
      vec e = exp_(x);
      sum += e;
      store(place, e);
    }
    vec loss = log_(sum) - own;
    vec factor = splat(share) / sum;
    for (int c = 0; c < classes; c++) {
      float *place = logits + (size_t)c * stride + at;
      vec hit = select(label == (ivec)(c), splat(share), splat(0));
      store(place, fma_(load(place), factor, -hit));
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
                        const float *mask, int width, const adam_step *step) {
  vec g[TILE_SCALARS][TILE_VECTORS];
  UNROLL for (int k = 0; k < n; k++) UNROLL for (int v = 0; v < vectors; v++) g[k][v] = splat(0);
  for (int s = 0; s < samples; s++) {
    const float *factors = x[s] + i, *row = d[s] + lane;
    vec y[TILE_VECTORS];
    UNROLL for (int v = 0; v < vectors; v++) y[v] = load(row + v * 16);
    UNROLL for (int k = 0; k < n; k++) {
      vec factor = splat(factors[k]);
      UNROLL for (int v = 0; v < vectors; v++) g[k][v] = fma_(factor, y[v], g[k][v]);
    }
  }
  UNROLL for (int k = 0; k < n; k++)
    UNROLL for (int v = 0; v < vectors; v++) {
      size_t at = (size_t)(i + k) * width + v * 16;
      adam(value + at, first + at, second + at, mask ? mask + at : mask, g[k][v], step);
    }
}

INLINE void update_panels(const float *const *x, const float *const *d, int samples,
                          tk_weights *weights, bool masked, const adam_step *step) {
  int lanes = weights->lanes, scalars = weights->scalars;
  for (int lane = 0; lane < lanes; lane += TK_PANEL) {
    int width = lanes - lane < TK_PANEL ? lanes - lane : TK_PANEL;
    size_t start = (size_t)lane * scalars;
    float *value = weights->value + start, *first = weights->first + start,
          *second = weights->second + start;
    const float *mask = masked ? weights->mask + start : NULL;
    for (int at = 0; at < width;) {
      int vectors = TILE_VECTORS == 2 && at + 32 <= width ? 2 : 1;
      int i = 0;
#define UPDATE(N)                                                                              \
  for (; i + N <= scalars; i += N)                                                             \
    if (TILE_VECTORS == 2 && vectors == 2)                                                     \
      update_tile(x, d, samples, i, N, lane + at, TILE_VECTORS, value + at, first + at,        \
                  second + at, mask ? mask + at : mask, width, step);                          \
    else                                                                                       \
      update_tile(x, d, samples, i, N, lane + at, 1, value + at, first + at, second + at,      \
                  mask ? mask + at : mask, width, step);
#if TILE_SCALARS >= 8
      UPDATE(8)
#endif
#if TILE_SCALARS >= 4
      UPDATE(4)
#endif
      UPDATE(2)
      UPDATE(1)
#undef UPDATE
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
    adam(biases->value + lane, biases->first + lane, biases->second + lane, NULL, g, &constants);
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

const tk_kernels KERNELS = {project, dots, softmax, update, update_biases, exp_all, log_all};
