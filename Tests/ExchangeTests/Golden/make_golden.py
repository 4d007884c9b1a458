"""Writes linear.onnx with the onnx package: a model of one product, to compare our schema with theirs."""

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

weights = numpy.array([[1.5, -2.0, 0.25], [0.0, 3.0, -0.5]], dtype=numpy.float32)
names = helper.make_tensor("names", TensorProto.STRING, [2], [b"oak", "ülme".encode()])
graph = helper.make_graph(
    [
        helper.make_node("MatMul", ["numbers", "weights"], ["sums"], name="product"),
        helper.make_node(
            "LabelEncoder",
            ["categories"],
            ["level"],
            domain="ai.onnx.ml",
            keys_strings=["red", "blue"],
            values_int64s=[0, 1],
            default_int64=-1,
        ),
        helper.make_node("Softmax", ["sums"], ["probabilities"], axis=-1),
    ],
    "linear",
    [
        helper.make_tensor_value_info("numbers", TensorProto.FLOAT, ["rows", 2]),
        helper.make_tensor_value_info("categories", TensorProto.STRING, ["rows", 1]),
    ],
    [
        helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["rows", 3]),
        helper.make_tensor_value_info("level", TensorProto.INT64, ["rows", 1]),
    ],
    initializer=[numpy_helper.from_array(weights, "weights"), names],
    doc_string="a product",
)
model = helper.make_model(
    graph,
    producer_name="golden",
    ir_version=8,
    opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)],
)
model.metadata_props.append(onnx.StringStringEntryProto(key="colour", value="grün"))
onnx.checker.check_model(model, full_check=True)
onnx.save(model, "linear.onnx")
