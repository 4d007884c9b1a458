// Adam's step (Kingma and Ba, arXiv:1412.6980). Included by kernels.h only.

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

// The proximal step of an L1 penalty: the soft threshold (Parikh and Boyd, doi:10.1561/2400000003,
// section 6.5.2).
static void shrink(float *values, size_t count, float by) {
  vec threshold = splat(by);
  for (size_t i = 0; i < count; i += 16) {
    vec x = load(values + i);
    vec size = choose(x < splat(0), -x, x) - threshold;
    size = choose(size > splat(0), size, splat(0));
    store(values + i, choose(x < splat(0), -size, size));
  }
}
