#include "engine.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

// MARK: Instruction sets

bool tk_isa_supported(tk_isa isa) {
  switch (isa) {
    case TK_PORTABLE: return true;
#if defined(__x86_64__)
    case TK_AVX2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case TK_AVX512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
             __builtin_cpu_supports("fma");
#endif
    default: return false;
  }
}

static const tk_kernels *kernels_for(tk_isa isa) {
#if defined(__x86_64__)
  if (isa == TK_AVX512 && tk_isa_supported(isa)) return &tk_kernels_avx512;
  if (isa == TK_AVX2 && tk_isa_supported(isa)) return &tk_kernels_avx2;
#endif
  (void)isa;
  return &tk_kernels_portable;
}

void tk_exp(tk_isa isa, const float *x, float *y, size_t count) {
  kernels_for(isa)->exp(x, y, count);
}
void tk_log(tk_isa isa, const float *x, float *y, size_t count) {
  kernels_for(isa)->log(x, y, count);
}

// MARK: Memory

static size_t padded(size_t count) { return (count + TK_LANES - 1) / TK_LANES * TK_LANES; }

// Zeroed floats on a cache line, a multiple of 16 of them; NULL if memory is short.
static float *floats(size_t count) {
  size_t bytes = padded(count ? count : 1) * sizeof(float);
  float *memory = aligned_alloc(64, bytes);
  if (memory) memset(memory, 0, bytes);
  return memory;
}

// MARK: Tables

struct tk_table {
  size_t rows, stride;
  float *features;
  int32_t *labels;
};

tk_table *tk_table_create(size_t rows, size_t columns) {
  tk_table *table = calloc(1, sizeof *table);
  if (!table) return NULL;
  table->rows = rows;
  table->stride = padded(columns);
  table->features = floats(rows * table->stride);
  table->labels = calloc(rows ? rows : 1, sizeof *table->labels);
  if (table->features && table->labels) return table;
  tk_table_destroy(table);
  return NULL;
}

void tk_table_destroy(tk_table *table) {
  if (!table) return;
  free(table->features);
  free(table->labels);
  free(table);
}

float *tk_table_row(tk_table *table, size_t row) { return table->features + row * table->stride; }
int32_t *tk_table_labels(tk_table *table) { return table->labels; }

// MARK: Engine

struct tk_engine {
  const tk_kernels *kernels;
  int32_t layers, batch, classes;
  int32_t *widths;           // [layers + 1]
  tk_weights *weights;       // [layers]
  tk_biases *biases;         // [layers]
  tk_weights transposed;     // scratch for the widest hidden-to-hidden layer, value only
  float **activations;       // [layers - 1], [batch][lanes]: outputs of the hidden layers
  float **deltas;            // [layers - 1], the same shapes: gradients by their inputs
  const float ***rows;       // [layers], [batch]: rows[0] = samples, rows[l] = activations of l
  const float ***delta_rows; // [layers], [batch]: the last points into `output_delta`
  float *logits;             // [classes][padded batch]
  float *output_delta;       // [batch][padded classes]
  int32_t *labels;           // [padded batch]
};

static void weights_free(tk_weights *weights) {
  free(weights->value);
  free(weights->first);
  free(weights->second);
  free(weights->mask);
}

static bool weights_init(tk_weights *weights, int32_t scalars, int32_t vectors) {
  weights->scalars = scalars;
  weights->lanes = (int32_t)padded((size_t)vectors);
  size_t count = (size_t)scalars * (size_t)weights->lanes;
  weights->value = floats(count);
  weights->first = floats(count);
  weights->second = floats(count);
  return weights->value && weights->first && weights->second;
}

static bool biases_init(tk_biases *biases, int32_t count) {
  biases->count = (int32_t)padded((size_t)count);
  biases->value = floats((size_t)biases->count);
  biases->first = floats((size_t)biases->count);
  biases->second = floats((size_t)biases->count);
  return biases->value && biases->first && biases->second;
}

// Points `rows[0 ..< batch]` at the rows of a `[batch][stride]` array.
static bool rows_init(const float ***rows, const float *array, int32_t batch, size_t stride) {
  *rows = calloc((size_t)batch, sizeof **rows);
  if (!*rows) return false;
  for (int32_t s = 0; array && s < batch; s++) (*rows)[s] = array + (size_t)s * stride;
  return true;
}

tk_engine *tk_engine_create(tk_isa isa, const int32_t *widths, int32_t layers, int32_t batch) {
  tk_engine *engine = calloc(1, sizeof *engine);
  if (!engine) return NULL;
  size_t count = (size_t)layers;
  engine->kernels = kernels_for(isa);
  engine->layers = layers;
  engine->batch = batch;
  engine->classes = widths[layers];
  engine->widths = calloc(count + 1, sizeof *engine->widths);
  engine->weights = calloc(count, sizeof *engine->weights);
  engine->biases = calloc(count, sizeof *engine->biases);
  engine->activations = calloc(count, sizeof *engine->activations);
  engine->deltas = calloc(count, sizeof *engine->deltas);
  engine->rows = calloc(count, sizeof *engine->rows);
  engine->delta_rows = calloc(count, sizeof *engine->delta_rows);
  size_t columns = padded((size_t)batch);
  engine->logits = floats((size_t)engine->classes * columns);
  engine->output_delta = floats((size_t)batch * padded((size_t)engine->classes));
  engine->labels = (int32_t *)floats(columns);
  bool whole = engine->widths && engine->weights && engine->biases && engine->activations &&
               engine->deltas && engine->rows && engine->delta_rows && engine->logits &&
               engine->output_delta && engine->labels;
  if (whole) memcpy(engine->widths, widths, (count + 1) * sizeof *widths);
  size_t largest = 0;
  for (int32_t l = 0; whole && l < layers; l++) {
    bool output = l == layers - 1;
    int32_t in = widths[l], out = widths[l + 1];
    whole = weights_init(&engine->weights[l], output ? out : in, output ? in : out) &&
            biases_init(&engine->biases[l], out);
    if (!whole) break;
    if (output) {
      whole = rows_init(&engine->delta_rows[l], engine->output_delta, batch,
                        padded((size_t)engine->classes));
    } else {
      size_t stride = padded((size_t)out);
      engine->activations[l] = floats((size_t)batch * stride);
      engine->deltas[l] = floats((size_t)batch * stride);
      whole = engine->activations[l] && engine->deltas[l] &&
              rows_init(&engine->rows[l + 1], engine->activations[l], batch, stride) &&
              rows_init(&engine->delta_rows[l], engine->deltas[l], batch, stride);
      size_t size = (size_t)out * padded((size_t)in);
      if (l > 0 && size > largest) largest = size;
    }
  }
  whole = whole && rows_init(&engine->rows[0], NULL, batch, 0);
  if (whole && largest) {
    engine->transposed.value = floats(largest);
    whole = engine->transposed.value != NULL;
  }
  if (whole) return engine;
  tk_engine_destroy(engine);
  return NULL;
}

void tk_engine_destroy(tk_engine *engine) {
  if (!engine) return;
  for (int32_t l = 0; l < engine->layers; l++) {
    if (engine->weights) weights_free(&engine->weights[l]);
    if (engine->biases) {
      free(engine->biases[l].value);
      free(engine->biases[l].first);
      free(engine->biases[l].second);
    }
    if (engine->activations) free(engine->activations[l]);
    if (engine->deltas) free(engine->deltas[l]);
    if (engine->rows) free(engine->rows[l]);
    if (engine->delta_rows) free(engine->delta_rows[l]);
  }
  weights_free(&engine->transposed);
  free(engine->widths);
  free(engine->weights);
  free(engine->biases);
  free(engine->activations);
  free(engine->deltas);
  free(engine->rows);
  free(engine->delta_rows);
  free(engine->logits);
  free(engine->output_delta);
  free(engine->labels);
  free(engine);
}

// MARK: Layout

// Where entry (scalar, lane) lies in a panel layout.
static size_t place(const tk_weights *weights, int32_t scalar, int32_t lane) {
  int32_t start = lane / TK_PANEL * TK_PANEL;
  int32_t width = weights->lanes - start < TK_PANEL ? weights->lanes - start : TK_PANEL;
  return (size_t)start * (size_t)weights->scalars + (size_t)scalar * (size_t)width +
         (size_t)(lane - start);
}

static size_t place_in_layer(const tk_engine *engine, int32_t index, int32_t in, int32_t out) {
  const tk_weights *weights = &engine->weights[index];
  bool output = index == engine->layers - 1;
  return output ? place(weights, out, in) : place(weights, in, out);
}

void tk_engine_load(tk_engine *engine, int32_t index, const tk_layer *layer) {
  tk_weights *weights = &engine->weights[index];
  tk_biases *biases = &engine->biases[index];
  int32_t in = engine->widths[index], out = engine->widths[index + 1];
  if (layer->mask && !weights->mask)
    weights->mask = floats((size_t)weights->scalars * (size_t)weights->lanes);
  for (int32_t i = 0; i < in; i++)
    for (int32_t o = 0; o < out; o++) {
      size_t from = (size_t)i * (size_t)out + (size_t)o;
      size_t to = place_in_layer(engine, index, i, o);
      weights->value[to] = layer->weights[from];
      weights->first[to] = layer->weights_first[from];
      weights->second[to] = layer->weights_second[from];
      if (weights->mask) weights->mask[to] = !layer->mask || layer->mask[from] ? 1 : 0;
    }
  size_t bytes = (size_t)out * sizeof(float);
  memcpy(biases->value, layer->biases, bytes);
  memcpy(biases->first, layer->biases_first, bytes);
  memcpy(biases->second, layer->biases_second, bytes);
}

void tk_engine_store(const tk_engine *engine, int32_t index, const tk_layer *layer) {
  const tk_weights *weights = &engine->weights[index];
  const tk_biases *biases = &engine->biases[index];
  int32_t in = engine->widths[index], out = engine->widths[index + 1];
  for (int32_t i = 0; i < in; i++)
    for (int32_t o = 0; o < out; o++) {
      size_t to = (size_t)i * (size_t)out + (size_t)o;
      size_t from = place_in_layer(engine, index, i, o);
      layer->weights[to] = weights->value[from];
      layer->weights_first[to] = weights->first[from];
      layer->weights_second[to] = weights->second[from];
    }
  size_t bytes = (size_t)out * sizeof(float);
  memcpy(layer->biases, biases->value, bytes);
  memcpy(layer->biases_first, biases->first, bytes);
  memcpy(layer->biases_second, biases->second, bytes);
}

// MARK: Passes

// Points the engine's first rows at `samples` rows of the table, and copies their labels.
static void gather(tk_engine *engine, const tk_table *table, const int32_t *rows, int32_t samples) {
  for (int32_t s = 0; s < samples; s++) {
    engine->rows[0][s] = table->features + (size_t)rows[s] * table->stride;
    engine->labels[s] = table->labels[rows[s]];
  }
}

// Fills the activations and the logits for the gathered samples.
static void forward(tk_engine *engine, int32_t samples) {
  const tk_kernels *kernels = engine->kernels;
  int32_t last = engine->layers - 1;
  for (int32_t l = 0; l < last; l++)
    kernels->project(engine->rows[l], samples, &engine->weights[l], engine->biases[l].value, true,
                     NULL, engine->activations[l]);
  kernels->dots(engine->rows[last], samples, &engine->weights[last], engine->biases[last].value,
                engine->logits, (int32_t)padded((size_t)engine->batch));
}

// The layer's weights with the outputs as scalar side, for the gradient by its inputs.
static const tk_weights *transpose(tk_engine *engine, int32_t index) {
  const tk_weights *weights = &engine->weights[index];
  tk_weights *result = &engine->transposed;
  result->scalars = engine->widths[index + 1];
  result->lanes = (int32_t)padded((size_t)engine->widths[index]);
  memset(result->value, 0, (size_t)result->scalars * (size_t)result->lanes * sizeof(float));
  for (int32_t i = 0; i < engine->widths[index]; i++)
    for (int32_t o = 0; o < engine->widths[index + 1]; o++)
      result->value[place(result, o, i)] = weights->value[place(weights, i, o)];
  return result;
}

// The gradients by the hidden layers' inputs, from the last one down, and each layer's step.
// There is none by the features: nothing needs it.
static void backward(tk_engine *engine, int32_t samples, const tk_step *step) {
  const tk_kernels *kernels = engine->kernels;
  int32_t last = engine->layers - 1;
  for (int32_t l = last; l >= 0; l--) {
    if (l > 0) {
      const tk_weights *back = l == last ? &engine->weights[l] : transpose(engine, l);
      kernels->project(engine->delta_rows[l], samples, back, NULL, false,
                       engine->activations[l - 1], engine->deltas[l - 1]);
    }
    const float *const *inputs = engine->rows[l], *const *outputs = engine->delta_rows[l];
    if (l == last)
      kernels->update(outputs, inputs, samples, &engine->weights[l], step);
    else
      kernels->update(inputs, outputs, samples, &engine->weights[l], step);
    kernels->update_biases(outputs, samples, &engine->biases[l], step);
  }
}

// base^exponent by squaring: the same bits everywhere, unlike libm's pow.
static double power(double base, int64_t exponent) {
  double result = 1;
  for (; exponent > 0; exponent >>= 1, base *= base)
    if (exponent & 1) result *= base;
  return result;
}

double tk_engine_train(tk_engine *engine, const tk_table *table, const int32_t *order, size_t count,
                       int32_t batch, const tk_adam *adam, int64_t step) {
  int32_t stride = (int32_t)padded((size_t)engine->batch);
  int32_t delta_stride = (int32_t)padded((size_t)engine->classes);
  double loss = 0;
  double power1 = power(adam->beta1, step), power2 = power(adam->beta2, step);
  for (size_t at = 0; at < count; at += (size_t)batch) {
    int32_t samples = count - at < (size_t)batch ? (int32_t)(count - at) : batch;
    power1 *= adam->beta1;
    power2 *= adam->beta2;
    double correction = sqrt((1 - power2) / (1 - adam->beta2));
    tk_step constants = {
        .rate = (float)(adam->rate * (1 - adam->beta1) / (1 - power1) * correction),
        .beta1 = (float)adam->beta1,
        .beta2 = (float)adam->beta2,
        .epsilon = (float)(adam->epsilon * correction),
        .l2 = (float)adam->l2,
    };
    gather(engine, table, order + at, samples);
    forward(engine, samples);
    loss += engine->kernels->softmax(engine->logits, stride, engine->classes, engine->labels,
                                     samples, engine->output_delta, delta_stride);
    backward(engine, samples, &constants);
  }
  return loss;
}

void tk_engine_logits(tk_engine *engine, const tk_table *table, const int32_t *rows, size_t count,
                      float *logits) {
  size_t stride = padded((size_t)engine->batch);
  for (size_t at = 0; at < count; at += (size_t)engine->batch) {
    size_t left = count - at;
    int32_t samples = left < (size_t)engine->batch ? (int32_t)left : engine->batch;
    gather(engine, table, rows + at, samples);
    forward(engine, samples);
    for (int32_t s = 0; s < samples; s++)
      for (int32_t c = 0; c < engine->classes; c++)
        *logits++ = engine->logits[(size_t)c * stride + (size_t)s];
  }
}
