// Vectors of 16 lanes and the elementary functions on them. Included by kernels.h only.

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

// The functions of this part work on `n` vectors side by side: each is a chain of dependent
// operations, and only several independent chains keep a core's units busy.
//
// Errors are stated relative to the exact result, as measured over all floats of the range named,
// compared with double precision. Every result depends on the bits of the constants.

// 1/sqrt(x): a guess y from the exponent's bits, and two Newton steps y (c - x y^2), which leave
// out Newton's factors of 1/2 and are off in scale; the constants make up for both. They are
// minimax: for this guess, where 0.4962 <= x y^2 <= 0.5860, no other c1 and c2 have a smaller
// largest error in exact arithmetic (1.25e-6), and guesses from 0x5EFF09F8 or 0x5EFF0BF8 have a
// larger one. Error with rounding at most 1.4e-6 for x from 2^-126 to 2^125; finite for 0.
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

// 1/x: a guess y from the bits, and two Newton steps y (c - x y). With c = 2 the error would have
// one sign; larger constants balance it. The guess has 0.9500 <= x y <= 1.0512, about the
// narrowest possible range. The constants are close to the minimax ones for it, 2.00128302 and
// 2.00000082 (8.2e-7 in exact arithmetic). Error at most 1.1e-6 for x from 2^-126 to 2^125.
INLINE void reciprocal(int n, const vec *x, vec *y) {
  vec t[ADAM_GROUP];
  EACH y[k] = bits_to_float((ivec)(0x7EF33240) - float_to_bits(x[k]));
  EACH t[k] = madd(-x[k], y[k], splat(2.00128746f));
  EACH y[k] *= t[k];
  EACH t[k] = madd(-x[k], y[k], splat(2.00000072f));
  EACH y[k] *= t[k];
}

// exp(x) for x <= 0, as 2^n exp(r). Adding 1.5 * 2^23 rounds x log2(e) to the integer n, in the low
// bits. ln(2) is split in two (Cody and Waite): the first part has 15 bits, so that n times it is
// exact. |r| <= ln(2)/2, where Taylor's polynomial of degree 7 is within 7.5e-9 of exp(r).
// Below -87, whose result is still normal, as at -87. Error at most 8e-8 from -87 to 0.
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

// log(x) for normal x >= 1: x = 2^n f with f in [sqrt(1/2), sqrt(2)) (0x3F3504F3 are the bits of
// sqrt(1/2)), log f = 2 artanh(z) with z = (f - 1)/(f + 1). The series' terms up to z^9/9 are
// within 7e-10, since |z| < 0.1716. Absolute error at most 1.1e-7 * max(1, log x), for all floats.
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

// The sum of the lanes, by halves: lane i plus lane i + 8, then + 4, + 2, + 1.
INLINE float fold(vec x) {
  typedef float vec8 __attribute__((ext_vector_type(8)));
  typedef float vec4 __attribute__((ext_vector_type(4)));
  typedef float vec2 __attribute__((ext_vector_type(2)));
  vec8 a = x.lo + x.hi;
  vec4 b = a.lo + a.hi;
  vec2 c = b.lo + b.hi;
  return c.x + c.y;
}

// `fold` of 16 vectors, one result in each lane: the same sums in the same order, but every addition
// works on full vectors.
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
