#include "sparse.h"

#include "memory.h"

bool tk_connections_init(tk_connections *connections, int32_t outputs, int32_t inputs,
                         int32_t count) {
  connections->outputs = outputs;
  connections->inputs = inputs;
  connections->count = count;
  connections->starts = calloc((size_t)outputs + 1, sizeof *connections->starts);
  connections->input = calloc((size_t)count + 1, sizeof *connections->input);
  connections->place = calloc((size_t)count + 1, sizeof *connections->place);
  return connections->starts && connections->input && connections->place;
}

void tk_connections_free(tk_connections *connections) {
  free(connections->starts);
  free(connections->input);
  free(connections->place);
}

// Moves each output's `cursor` past its inputs below `end`, and writes how many these were.
static void count_block(const tk_connections *connections, int32_t end, int32_t *cursor,
                        int32_t *counts) {
  for (int32_t o = 0; o < connections->outputs; o++) {
    int32_t from = cursor[o], to = from;
    while (to < connections->starts[o + 1] && connections->input[to] < end) to++;
    counts[o] = to - from;
    cursor[o] = to;
  }
}

// Writes the outputs in the order of their counts, the largest first. `heads` holds [largest + 2].
static void sort(const int32_t *counts, int32_t outputs, int32_t largest, int32_t *heads,
                 int32_t *sorted) {
  memset(heads, 0, ((size_t)largest + 2) * sizeof *heads);
  for (int32_t o = 0; o < outputs; o++) heads[largest - counts[o] + 1]++;
  for (int32_t k = 0; k < largest; k++) heads[k + 1] += heads[k];
  for (int32_t o = 0; o < outputs; o++) sorted[heads[largest - counts[o]]++] = o;
}

// Puts the outputs into slabs, block by block, and counts the steps.
static void arrange(tk_sparse *sparse, const tk_connections *connections, int32_t height,
                    int32_t *cursor, int32_t *counts, int32_t *heads) {
  int32_t outputs = connections->outputs, steps = 0, *start = sparse->starts;
  memcpy(cursor, connections->starts, (size_t)outputs * sizeof *cursor);
  for (int32_t block = 0; block < sparse->blocks; block++) {
    int32_t *output = sparse->output + (size_t)block * (size_t)sparse->outputs;
    for (int32_t k = outputs; k < sparse->outputs; k++) output[k] = sparse->outputs;
    count_block(connections, (block + 1) * height, cursor, counts);
    sort(counts, outputs, height, heads, output);
    for (int32_t slab = 0; slab < sparse->slabs; slab++) {
      *start++ = steps;
      steps += counts[output[(size_t)slab * TK_LANES]];
    }
  }
  *start = steps;
}

// Puts the connections into the steps of the slabs.
static void fill(tk_sparse *sparse, const tk_connections *connections, int32_t height,
                 int32_t stride, int32_t *cursor) {
  size_t places = tk_sparse_places(sparse);
  sparse->none = sparse->inputs * stride;
  for (size_t k = 0; k < places; k++) sparse->input[k] = sparse->none;
  memcpy(cursor, connections->starts, (size_t)connections->outputs * sizeof *cursor);
  for (int32_t at = 0; at < sparse->blocks * sparse->slabs; at++)
    for (int32_t lane = 0; lane < TK_LANES; lane++) {
      int32_t o = sparse->output[(size_t)at * TK_LANES + (size_t)lane];
      if (o == sparse->outputs) continue;
      int32_t end = (at / sparse->slabs + 1) * height, k = cursor[o];
      size_t to = (size_t)sparse->starts[at] * TK_LANES + (size_t)lane;
      for (; k < connections->starts[o + 1] && connections->input[k] < end; k++, to += TK_LANES) {
        sparse->input[to] = connections->input[k] * stride;
        sparse->place[to] = connections->place[k];
      }
      cursor[o] = k;
    }
}

bool tk_sparse_init(tk_sparse *sparse, const tk_connections *connections, int32_t blocks,
                    int32_t stride) {
  int32_t height = (connections->inputs + blocks - 1) / blocks;
  sparse->outputs = (int32_t)tk_padded((size_t)connections->outputs);
  sparse->inputs = (int32_t)tk_padded((size_t)connections->inputs);
  sparse->blocks = blocks;
  sparse->slabs = sparse->outputs / TK_LANES;
  size_t lanes = (size_t)blocks * (size_t)sparse->outputs;
  sparse->starts = calloc(lanes / TK_LANES + 1, sizeof *sparse->starts);
  sparse->output = calloc(lanes, sizeof *sparse->output);
  int32_t *cursor = calloc((size_t)connections->outputs, sizeof *cursor);
  int32_t *counts = calloc((size_t)connections->outputs, sizeof *counts);
  int32_t *heads = calloc((size_t)height + 2, sizeof *heads);
  bool has_memory = sparse->starts && sparse->output && cursor && counts && heads;
  if (has_memory) {
    arrange(sparse, connections, height, cursor, counts, heads);
    size_t places = tk_sparse_places(sparse) + TK_LANES;
    sparse->input = (int32_t *)tk_floats(places);
    sparse->place = (int32_t *)tk_floats(places);
    has_memory = sparse->input && sparse->place;
    if (has_memory) fill(sparse, connections, height, stride, cursor);
  }
  free(cursor);
  free(counts);
  free(heads);
  return has_memory;
}

bool tk_sparse_add_values(tk_sparse *sparse) {
  size_t places = tk_sparse_places(sparse);
  sparse->value = tk_floats(places);
  sparse->first = tk_floats(places);
  sparse->second = tk_floats(places);
  return sparse->value && sparse->first && sparse->second;
}

void tk_sparse_free(tk_sparse *sparse) {
  free(sparse->starts);
  free(sparse->output);
  free(sparse->input);
  free(sparse->place);
  free(sparse->value);
  free(sparse->first);
  free(sparse->second);
}
