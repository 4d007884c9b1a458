// Makes and ends engines, and copies layers into and out of them.

#include "engine_state.h"

// Points `rows[0 ..< count]` at the rows of a `[count][stride]` array.
static bool rows_init(const float ***rows, const float *array, size_t count, size_t stride) {
  *rows = calloc(count, sizeof **rows);
  if (!*rows) return false;
  for (size_t k = 0; array && k < count; k++) (*rows)[k] = array + k * stride;
  return true;
}

static bool layers_init(tk_engine *engine, const int32_t *widths) {
  size_t batch = (size_t)engine->batch, transposed = 0;
  for (int32_t l = 0; l < engine->layers; l++) {
    tk_layer_memory *layer = &engine->layer[l];
    layer->inputs = widths[l];
    layer->outputs = widths[l + 1];
    layer->is_output = l == engine->layers - 1;
    if (layer->is_output)
      return rows_init(&engine->delta_rows[l], engine->output_delta, batch,
                       tk_padded((size_t)engine->classes)) &&
             (!transposed || (engine->transposed.value = tk_floats(transposed)));
    size_t lanes = row_stride(layer);
    engine->activations[l] = tk_floats((size_t)engine->stride * lanes);
    engine->deltas[l] = tk_floats((size_t)engine->stride * lanes);
    if (!engine->activations[l] || !engine->deltas[l] ||
        !rows_init(&engine->rows[l + 1], engine->activations[l], batch, lanes) ||
        !rows_init(&engine->delta_rows[l], engine->deltas[l], batch, lanes))
      return false;
    size_t size = (size_t)layer->outputs * tk_padded((size_t)layer->inputs);
    if (l > 0 && size > transposed) transposed = size;
  }
  return true;
}

tk_engine *tk_engine_create(tk_isa isa, const int32_t *widths, int32_t layers, int32_t batch) {
  tk_engine *engine = calloc(1, sizeof *engine);
  if (!engine) return NULL;
  size_t count = (size_t)layers;
  engine->kernels = tk_kernels_for(isa);
  engine->layers = layers;
  engine->batch = batch;
  engine->classes = widths[layers];
  engine->stride = (int32_t)tk_padded((size_t)batch);
  engine->layer = calloc(count, sizeof *engine->layer);
  engine->activations = calloc(count, sizeof *engine->activations);
  engine->deltas = calloc(count, sizeof *engine->deltas);
  engine->rows = calloc(count, sizeof *engine->rows);
  engine->delta_rows = calloc(count, sizeof *engine->delta_rows);
  engine->logits = tk_floats((size_t)engine->classes * (size_t)engine->stride);
  engine->output_delta = tk_floats((size_t)batch * tk_padded((size_t)engine->classes));
  engine->labels = (int32_t *)tk_floats((size_t)engine->stride);
  if (engine->layer && engine->activations && engine->deltas && engine->rows &&
      engine->delta_rows && engine->logits && engine->output_delta && engine->labels &&
      rows_init(&engine->rows[0], NULL, (size_t)batch, 0) && layers_init(engine, widths))
    return engine;
  tk_engine_destroy(engine);
  return NULL;
}

void tk_engine_destroy(tk_engine *engine) {
  if (!engine) return;
  for (int32_t l = 0; l < engine->layers; l++) {
    if (engine->layer) tk_layer_free(&engine->layer[l]);
    if (engine->activations) free(engine->activations[l]);
    if (engine->deltas) free(engine->deltas[l]);
    if (engine->rows) free(engine->rows[l]);
    if (engine->delta_rows) free(engine->delta_rows[l]);
  }
  free(engine->layer);
  free(engine->activations);
  free(engine->deltas);
  free(engine->rows);
  free(engine->delta_rows);
  free(engine->logits);
  free(engine->output_delta);
  free(engine->labels);
  free(engine->transposed.value);
  tk_layer_free(&engine->skip);
  free(engine->skip_logits);
  free(engine->prox_scratch);
  free(engine);
}

bool tk_engine_load(tk_engine *engine, int32_t index, const tk_layer *layer) {
  return tk_layer_load(&engine->layer[index], layer, engine->stride,
                       index > 0 && engine->layer[index - 1].is_sparse);
}

bool tk_engine_add_skip(tk_engine *engine) {
  tk_layer_memory *skip = &engine->skip;
  size_t classes = (size_t)engine->classes;
  skip->inputs = engine->layer[0].inputs;
  skip->outputs = engine->classes;
  skip->is_output = true;
  size_t count = (size_t)skip->inputs * classes;
  float *zeros = tk_floats(count > classes ? count : classes);
  engine->skip_logits = tk_floats(classes * (size_t)engine->stride);
  engine->prox_scratch =
      tk_floats(2 * (size_t)engine->layer[0].outputs + (size_t)engine->classes);
  if (!zeros || !engine->skip_logits || !engine->prox_scratch) {
    free(zeros);
    return false;
  }
  const tk_layer empty = {zeros, zeros, zeros, zeros, zeros, zeros, NULL};
  bool has_memory = tk_layer_load(skip, &empty, engine->stride, false);
  free(zeros);
  return has_memory;
}

void tk_engine_store_skip(const tk_engine *engine, float *weights) {
  const tk_layer_memory *skip = &engine->skip;
  for (int32_t i = 0; i < skip->inputs; i++)
    for (int32_t c = 0; c < skip->outputs; c++)
      *weights++ = skip->dense.value[tk_layer_place(skip, i, c)];
}

void tk_engine_store(const tk_engine *engine, int32_t index, const tk_layer *layer) {
  tk_layer_store(&engine->layer[index], layer);
}
