// Sparse layers, on transposed batches. Included by kernels.h only.

// MARK: The sums

// A slab's outputs and their connections, and what becomes of the sums.
typedef struct sparse_slab {
  const int32_t *output, *input, *place;
  const float *values;   // at `place`, or step by step
  const float *bias;     // of the first block
  const float *gate;     // of the last block
  int steps;
  bool first, relu;      // the first block, the last one of a layer
} sparse_slab;

// `outputs` of the slab from lane `lane` on, for `vectors` vectors of samples. Connections are added
// in the order of their inputs, like in the dense kernel.
INLINE void sparse_sums(const float *inputs, int lane, int outputs, int vectors, bool placed,
                        size_t stride, const sparse_slab *slab, float *out) {
  vec sum[TILE_SPARSE][TILE_SPARSE < 4 ? TILE_SPARSE : 4];
  const int32_t *output = slab->output + lane;
  if (slab->first) {
    UNROLL for (int k = 0; k < outputs; k++) {
      vec start = slab->bias ? splat(slab->bias[output[k]]) : splat(0);
      UNROLL for (int v = 0; v < vectors; v++) sum[k][v] = start;
    }
  } else {
    UNROLL for (int k = 0; k < outputs; k++)
      UNROLL for (int v = 0; v < vectors; v++)
        sum[k][v] = load(out + (size_t)output[k] * stride + v * 16);
  }
  const int32_t *input = slab->input + lane;
  const int32_t *place = placed ? slab->place + lane : NULL;
  const float *value = placed ? slab->values : slab->values + lane;
  for (int j = slab->steps; j > 0; j--, input += 16) {
    UNROLL for (int k = 0; k < outputs; k++) {
      const float *x = inputs + (size_t)(uint32_t)input[k];
      vec w = splat(value[placed ? place[k] : k]);
      UNROLL for (int v = 0; v < vectors; v++) sum[k][v] = madd(w, load(x + v * 16), sum[k][v]);
    }
    if (placed)
      place += 16;
    else
      value += 16;
  }
  UNROLL for (int k = 0; k < outputs; k++)
    UNROLL for (int v = 0; v < vectors; v++) {
      size_t at = (size_t)output[k] * stride + v * 16;
      vec y = sum[k][v];
      if (slab->relu) y = choose(y < splat(0), splat(0), y);
      if (slab->gate) y = choose(load(slab->gate + at) > splat(0), y, splat(0));
      store(out + at, y);
    }
}

INLINE void sparse_slabs(const float *inputs, int vectors, int stride, const tk_sparse *sparse,
                         bool placed, const float *values, const float *bias, const float *gate,
                         float *out) {
  for (int at = 0; at < sparse->blocks * sparse->slabs; at++) {
    int start = sparse->starts[at], steps = sparse->starts[at + 1] - start;
    bool first = at < sparse->slabs, last = at >= (sparse->blocks - 1) * sparse->slabs;
    if (steps == 0 && !(first && bias) && !(last && bias)) continue;
    size_t offset = (size_t)start * 16;
    sparse_slab slab = {sparse->output + (size_t)at * 16,
                        sparse->input + offset,
                        sparse->place + offset,
                        placed ? values : sparse->value + offset,
                        bias,
                        last ? gate : NULL,
                        steps,
                        first,
                        last && bias};
    int v = 0;
#define SUMS(V)                                                                                \
  for (; v + V <= vectors; v += V) {                                                           \
    enum { OUTPUTS = TILE_SPARSE > V ? TILE_SPARSE / V : 1 };                                  \
    sparse_slab part = slab;                                                                   \
    if (part.gate) part.gate += v * 16;                                                        \
    for (int lane = 0; lane < 16; lane += OUTPUTS)                                             \
      sparse_sums(inputs + v * 16, lane, OUTPUTS, V, placed, (size_t)stride, &part,            \
                  out + v * 16);                                                               \
  }
    SUMS(4)
    SUMS(2)
    SUMS(1)
#undef SUMS
  }
}

static void sparse_project(const float *inputs, int32_t vectors, int32_t stride,
                           const tk_sparse *sparse, const float *values, const float *bias,
                           const float *gate, float *out) {
  if (values)
    sparse_slabs(inputs, vectors, stride, sparse, true, values, bias, gate, out);
  else
    sparse_slabs(inputs, vectors, stride, sparse, false, NULL, bias, gate, out);
}

// MARK: The update

// The sums of neighbouring lanes, two of a and two of b in turn.
INLINE vec fold_near(vec a, vec b) {
  return __builtin_shufflevector(a, b, 0, 2, 16, 18, 4, 6, 20, 22, 8, 10, 24, 26, 12, 14, 28, 30) +
         __builtin_shufflevector(a, b, 1, 3, 17, 19, 5, 7, 21, 23, 9, 11, 25, 27, 13, 15, 29, 31);
}

// The sums of neighbouring fours of lanes.
INLINE vec fold_far(vec a, vec b) { return blocks_even(a, b) + blocks_odd(a, b); }

// The gradients of 16 connections: of `outputs` outputs from lane `lane` on, and as many steps as
// make 16. `few` is the number of vectors up to 4, known when compiled. Each is the sum over the samples of x * d, lane by lane and then over the lanes as `fold`
// would add them in the order of the samples.
INLINE vec sparse_products(const float *inputs, const int32_t *input, int outputs, int few,
                           int vectors, vec (*d)[4], const float *const *deltas) {
  vec quad[4];
  UNROLL for (int q = 0; q < 4; q++) {
    vec pair[2];
    UNROLL for (int p = 0; p < 2; p++) {
      vec one[2];
      UNROLL for (int h = 0; h < 2; h++) {
        const int l = 4 * q + 2 * p + h, k = l % outputs;
        const float *x = inputs + (size_t)(uint32_t)input[l / outputs * 16 + k];
        vec sum = load(x) * (d ? d[k][0] : load(deltas[k]));
        UNROLL for (int v = 1; v < few; v++)
          sum = madd(load(x + v * 16), d ? d[k][v] : load(deltas[k] + v * 16), sum);
        for (int v = few; v < vectors; v++)
          sum = madd(load(x + v * 16), load(deltas[k] + v * 16), sum);
        one[h] = sum;
      }
      pair[p] = fold_near(one[0], one[1]);
    }
    quad[q] = fold_near(pair[0], pair[1]);
  }
  return fold_far(fold_far(quad[0], quad[1]), fold_far(quad[2], quad[3]));
}

// The gradients of `steps` steps of a slab, at g. As many as possible with the deltas of a few outputs
// in registers.
INLINE void sparse_gradients(const float *inputs, const float *deltas, int few, int vectors,
                             size_t stride, const int32_t *output, const int32_t *input, int steps,
                             float *g) {
  typedef float vec8 __attribute__((ext_vector_type(8), aligned(4)));
  typedef float vec4 __attribute__((ext_vector_type(4), aligned(4)));
  const float *row[16];
  for (int k = 0; k < 16; k++) row[k] = deltas + (size_t)output[k] * stride;
  const int outputs = few == 1 ? 16 : few == 2 ? 8 : 4, tall = 16 / outputs;
  int whole = vectors > few ? 0 : steps / tall * tall;
  if (whole > 0)
    for (int lane = 0; lane < 16; lane += outputs) {
      vec d[16][4];
      UNROLL for (int k = 0; k < outputs; k++)
        UNROLL for (int v = 0; v < few; v++) d[k][v] = load(row[lane + k] + v * 16);
      for (int j = 0; j < whole; j += tall) {
        vec sum = sparse_products(inputs, input + j * 16 + lane, outputs, few, few, d, NULL);
        float *to = g + j * 16 + lane;
        if (outputs == 16) {
          store(to, sum);
        } else if (outputs == 8) {
          *(vec8 *)to = sum.lo;
          *(vec8 *)(to + 16) = sum.hi;
        } else {
          *(vec4 *)to = sum.lo.lo;
          *(vec4 *)(to + 16) = sum.lo.hi;
          *(vec4 *)(to + 32) = sum.hi.lo;
          *(vec4 *)(to + 48) = sum.hi.hi;
        }
      }
    }
  for (int j = whole; j < steps; j++)
    store(g + j * 16, sparse_products(inputs, input + j * 16, 16, few, vectors, NULL, row));
}

// Adam's step for as many of the `count` vectors from `at` on as make whole groups; returns how many.
INLINE int sparse_adam(int n, size_t at, const float *g, int count, tk_sparse *sparse,
                       const adam_step *step) {
  adam_place place = {sparse->value, sparse->first, sparse->second, NULL, {0}};
  int done = 0;
  for (; done + n <= count; done += n) {
    vec gradient[ADAM_GROUP];
    EACH place.at[k] = (at + (size_t)(done + k)) * 16;
    EACH gradient[k] = load(g + (done + k) * 16);
    adam(n, &place, gradient, step);
  }
  return done;
}

// The steps whose gradients wait for Adam, which works on several side by side.
enum { SPARSE_WAITING = 32 };

INLINE void sparse_update_all(const float *inputs, const float *deltas, int few, int vectors,
                              size_t stride, tk_sparse *sparse, const adam_step *step) {
  vec waiting[2 * SPARSE_WAITING];
  float *g = (float *)waiting;
  size_t done = 0;
  int held = 0;
  for (int slab = 0; slab < sparse->blocks * sparse->slabs; slab++)
    for (int from = sparse->starts[slab], end = sparse->starts[slab + 1], steps; from < end;
         from += steps) {
      steps = end - from < SPARSE_WAITING ? end - from : SPARSE_WAITING;
      sparse_gradients(inputs, deltas, few, vectors, stride, sparse->output + (size_t)slab * 16,
                       sparse->input + (size_t)from * 16, steps, g + held * 16);
      held += steps;
      if (held < SPARSE_WAITING) continue;
      int groups = sparse_adam(ADAM_GROUP, done, g, held, sparse, step);
      done += (size_t)groups;
      held -= groups;
      for (int k = 0; k < held; k++) waiting[k] = waiting[groups + k];
    }
  int groups = sparse_adam(ADAM_GROUP, done, g, held, sparse, step);
  sparse_adam(1, done + (size_t)groups, g + groups * 16, held - groups, sparse, step);
}

static void sparse_update(const float *inputs, const float *deltas, int32_t vectors,
                          int32_t stride, tk_sparse *sparse, const tk_step *step) {
  adam_step constants = splat_step(step);
  size_t apart = (size_t)stride;
  switch (vectors) {
#define CASE(V) \
  case V: sparse_update_all(inputs, deltas, V, V, apart, sparse, &constants); break;
    CASE(1)
    CASE(2)
    CASE(3)
    CASE(4)
#undef CASE
    default: sparse_update_all(inputs, deltas, 4, vectors, apart, sparse, &constants);
  }
}
