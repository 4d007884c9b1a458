// A network in training: the forward pass, the backward pass, and the epoch around them.

#include "engine_state.h"

#include <math.h>

#include "denormals.h"
#include "lassonet.h"
#include "power.h"
#include "sparse.h"
#include "table.h"

#pragma STDC FP_CONTRACT OFF

// Points the engine's first rows at `samples` rows of the table, and copies their labels.
static void gather(tk_engine *engine, const tk_table *table, const int32_t *rows, int32_t samples) {
  for (int32_t s = 0; s < samples; s++) {
    engine->rows[0][s] = table->features + (size_t)rows[s] * table->stride;
    engine->labels[s] = table->labels[rows[s]];
  }
}

static int32_t vectors_of(int32_t samples) { return (samples + TK_LANES - 1) / TK_LANES; }

// The transposed inputs of a sparse layer.
static const float *lanes_in(const tk_engine *engine, int32_t l) {
  return l > 0 && engine->layer[l - 1].is_sparse ? engine->layer[l - 1].lanes_out
                                                 : engine->layer[l].lanes_in;
}

// A hidden layer's activations. Those of a sparse one are needed sample by sample only for what is
// not sparse: a step, and another hidden layer.
static void hidden_forward(tk_engine *engine, int32_t l, int32_t samples, bool is_step) {
  const tk_kernels *kernels = engine->kernels;
  const tk_layer_memory *layer = &engine->layer[l];
  int32_t vectors = vectors_of(samples), apart = (int32_t)row_stride(layer);
  if (!layer->is_sparse) {
    kernels->project(engine->rows[l], samples, &layer->dense, layer->biases.value, true, NULL,
                     engine->activations[l], apart);
    return;
  }
  const float *inputs = lanes_in(engine, l);
  if (inputs == layer->lanes_in)
    kernels->transpose(engine->rows[l], samples, layer->sparse.inputs, layer->lanes_in,
                       engine->stride);
  kernels->sparse_project(inputs, vectors, engine->stride, &layer->sparse, NULL,
                          layer->biases.value, NULL, layer->lanes_out);
  if (is_step || l + 2 < engine->layers)
    kernels->restore(layer->lanes_out, vectors, engine->stride, layer->sparse.outputs,
                     engine->layer[l + 1].order, engine->activations[l], apart);
}

// Fills the activations and the logits for the gathered samples.
static void forward(tk_engine *engine, int32_t samples, bool is_step) {
  const tk_kernels *kernels = engine->kernels;
  int32_t last = engine->layers - 1;
  for (int32_t l = 0; l < last; l++) hidden_forward(engine, l, samples, is_step);
  const tk_layer_memory *output = &engine->layer[last];
  if (output->lanes_out) {
    int32_t vectors = vectors_of(samples);
    kernels->sparse_project(engine->layer[last - 1].lanes_out, vectors, engine->stride,
                            &output->dots, output->dense.value, NULL, NULL, output->lanes_out);
    kernels->sparse_logits(output->lanes_out, engine->classes, vectors, engine->stride,
                           output->biases.value, engine->logits);
  } else {
    kernels->dots(engine->rows[last], samples, &output->dense, output->biases.value,
                  engine->logits, engine->stride);
  }
  if (!engine->skip.outputs) return;
  kernels->dots(engine->rows[0], samples, &engine->skip.dense, engine->skip.biases.value,
                engine->skip_logits, engine->stride);
  size_t count = (size_t)engine->classes * (size_t)engine->stride;
  for (size_t k = 0; k < count; k++) engine->logits[k] += engine->skip_logits[k];
}

// The gradients by the inputs of layer `l`, which are the outputs of another.
static void project_back(tk_engine *engine, int32_t l, int32_t samples) {
  const tk_kernels *kernels = engine->kernels;
  tk_layer_memory *layer = &engine->layer[l], *below = &engine->layer[l - 1];
  int32_t vectors = vectors_of(samples), apart = (int32_t)row_stride(below);
  if (layer->is_output && below->is_sparse) {
    kernels->sparse_deltas(engine->logits, engine->classes, samples, engine->stride,
                           layer->lanes_delta);
    kernels->sparse_project(layer->lanes_delta, vectors, engine->stride, &layer->back,
                            layer->dense.value, NULL, below->lanes_out, below->lanes_delta);
    if (l > 1)
      kernels->restore(below->lanes_delta, vectors, engine->stride, below->sparse.outputs,
                       NULL, engine->deltas[l - 1], apart);
    return;
  }
  const tk_weights *back = &layer->dense;
  if (!layer->is_output) {
    tk_layer_transpose(layer, &engine->transposed);
    back = &engine->transposed;
  }
  kernels->project(engine->delta_rows[l], samples, back, NULL, false, engine->activations[l - 1],
                   engine->deltas[l - 1], apart);
  if (below->is_sparse)
    kernels->transpose(engine->delta_rows[l - 1], samples, below->sparse.outputs,
                       below->lanes_delta, engine->stride);
}

// The gradients by the hidden layers' inputs, from the last one down, and each layer's step. The
// gradients by the features are not needed.
static void backward(tk_engine *engine, int32_t samples, const tk_step *step) {
  const tk_kernels *kernels = engine->kernels;
  if (engine->skip.outputs)
    kernels->update(engine->delta_rows[engine->layers - 1], engine->rows[0], samples,
                    &engine->skip.dense, step);
  for (int32_t l = engine->layers - 1; l >= 0; l--) {
    tk_layer_memory *layer = &engine->layer[l];
    if (l > 0) project_back(engine, l, samples);
    const float *const *inputs = engine->rows[l], *const *outputs = engine->delta_rows[l];
    if (layer->is_sparse) {
      kernels->sparse_update(lanes_in(engine, l), layer->lanes_delta, vectors_of(samples),
                             engine->stride, &layer->sparse, step);
      kernels->sparse_biases(layer->lanes_delta, samples, engine->stride, &layer->biases, step);
      continue;
    }
    if (layer->is_output)
      kernels->update(outputs, inputs, samples, &layer->dense, step);
    else
      kernels->update(inputs, outputs, samples, &layer->dense, step);
    kernels->update_biases(outputs, samples, &layer->biases, step);
  }
}

// The proximal step of an L1 penalty on all weights, or LassoNet's where there is a skip layer.
static void shrink(tk_engine *engine, float by, float hierarchy) {
  if (engine->skip.outputs) {
    tk_lassonet_prox(&engine->layer[0], &engine->skip, by, hierarchy, engine->prox_scratch);
    return;
  }
  for (int32_t l = 0; l < engine->layers; l++) {
    tk_layer_memory *layer = &engine->layer[l];
    if (layer->is_sparse)
      engine->kernels->shrink(layer->sparse.value, tk_sparse_places(&layer->sparse), by);
    else
      engine->kernels->shrink(layer->dense.value,
                              (size_t)layer->dense.scalars * (size_t)layer->dense.lanes, by);
  }
}

double tk_engine_train(tk_engine *engine, const tk_table *table, const int32_t *order, size_t count,
                       int32_t batch, const tk_adam *adam, int64_t step) {
  int32_t delta_stride = (int32_t)tk_padded((size_t)engine->classes);
  uint64_t control = tk_flush_denormals();
  double loss = 0;
  double power1 = tk_power(adam->beta1, step), power2 = tk_power(adam->beta2, step);
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
    forward(engine, samples, true);
    loss += engine->kernels->softmax(engine->logits, engine->stride, engine->classes,
                                     engine->labels, samples, engine->output_delta, delta_stride);
    backward(engine, samples, &constants);
    if (adam->l1 > 0)
      shrink(engine, (float)(adam->rate * adam->l1), (float)adam->hierarchy);
  }
  tk_restore_denormals(control);
  return loss;
}

void tk_engine_gradient(tk_engine *engine, const tk_table *table, const int32_t *rows,
                        size_t count) {
  // Adam at rate 0 moves nothing, and without decay its first moment, 0 before, is the gradient.
  static const tk_step still = {.rate = 0, .beta1 = 0, .beta2 = 0, .epsilon = 1, .l2 = 0};
  int32_t delta_stride = (int32_t)tk_padded((size_t)engine->classes);
  uint64_t control = tk_flush_denormals();
  gather(engine, table, rows, (int32_t)count);
  forward(engine, (int32_t)count, true);
  engine->kernels->softmax(engine->logits, engine->stride, engine->classes, engine->labels,
                           (int32_t)count, engine->output_delta, delta_stride);
  backward(engine, (int32_t)count, &still);
  tk_restore_denormals(control);
}

// Fills the logits of the batch that begins at row `at` of `rows`; returns its samples.
static int32_t evaluate(tk_engine *engine, const tk_table *table, const int32_t *rows, size_t at,
                        size_t count) {
  size_t left = count - at;
  int32_t samples = left < (size_t)engine->batch ? (int32_t)left : engine->batch;
  gather(engine, table, rows + at, samples);
  forward(engine, samples, false);
  return samples;
}

void tk_engine_logits(tk_engine *engine, const tk_table *table, const int32_t *rows, size_t count,
                      float *logits) {
  uint64_t control = tk_flush_denormals();
  for (size_t at = 0; at < count; at += (size_t)engine->batch) {
    int32_t samples = evaluate(engine, table, rows, at, count);
    for (int32_t s = 0; s < samples; s++)
      for (int32_t c = 0; c < engine->classes; c++)
        *logits++ = engine->logits[(size_t)c * (size_t)engine->stride + (size_t)s];
  }
  tk_restore_denormals(control);
}

double tk_engine_loss(tk_engine *engine, const tk_table *table, const int32_t *rows, size_t count) {
  int32_t delta_stride = (int32_t)tk_padded((size_t)engine->classes);
  uint64_t control = tk_flush_denormals();
  double loss = 0;
  for (size_t at = 0; at < count; at += (size_t)engine->batch) {
    int32_t samples = evaluate(engine, table, rows, at, count);
    loss += engine->kernels->softmax(engine->logits, engine->stride, engine->classes,
                                     engine->labels, samples, engine->output_delta, delta_stride);
  }
  tk_restore_denormals(control);
  return loss;
}
