/** Definitions of all ops, written by scripts/op_table.mjs from what TensorFlow registers; read by ../op_table.ts. */
/** Lists of allowed values. */
export const ALLOWED_LISTS = `["bfloat16","float16","float32","float64","int8","int16","int32","int64"]
["float32","float64","int32","uint8","int16","int8","complex64","int64","qint8","quint8","qint32","bfloat16","uint16","complex128","float16","uint32","uint64"]
["qint16","quint16"]
["bfloat16","float16","float32","float64","int32","int64","complex64","complex128"]
["bfloat16","float16","float32","float64","complex64","complex128"]
["bfloat16","float16","float32","float64","uint8","int8","int16","int32","int64","complex64","complex128","string"]
["float32","float64","int32","uint8","int16","int8","complex64","int64","qint8","quint8","qint32","bfloat16","uint16","complex128","float16","uint32","uint64","variant"]
["bfloat16","float16","float32","float64","uint8","int8","int16","int32","int64","complex64","complex128"]
["uint16","uint32","uint64"]
["uint8","int8","int16","int32","int64","float32","float64"]
["float16","float32"]
["uint8","int8","int16","int32","int64","float16","float32","float64"]
["int32","int64"]
["complex64","complex128"]
["float32","float64"]
["float16","bfloat16","float32"]
["qint16","quint16","bool"]
["int16"]
["int16","uint16"]
["int8","int16","int32","int64","complex64","complex128","float32","float64","bool"]
["uint8","bfloat16","uint16","float16","uint32","uint64","variant","string"]
["bfloat16","float16","float32","float64"]
["SAME","VALID"]
["NHWC","NCHW"]
["float16","bfloat16","float32","float64"]
["NDHWC","NCDHW"]
["float64","float32","float16","complex64","complex128"]
["float64","float32"]
["int16","uint8","uint16","uint32","uint64"]
["bfloat16","float16","float32","float64","int16","int32","int64","complex64","complex128"]
["float32","float64","complex64","complex128"]
["float64","float32","complex64","complex128"]
["int32","int64","float32","float64"]
["bfloat16","float16","float32","float64","int64","int32","uint8","uint16","uint32","uint64","int8","int16","complex64","complex128","qint8","quint8","qint16","quint16","qint32"]
["int8","int16","int32","int64","uint8","uint16","uint32","uint64"]
["float32","float64","int32","int64","string"]
["float16","float32","float64"]
["bool","float16","float32","float64","int8","int16","int32","int64"]
["MEAN","SUM"]
["complex64","complex128","variant"]
["float16","bfloat16","float32","float64","int32"]
["SAME","VALID","EXPLICIT"]
["CHANNELS_FIRST","CHANNELS_LAST"]
["int32"]
["uint8","uint16","int8","int16","int32","int64","float16","float32","float64"]
["bilinear","nearest"]
["bilinear"]
["float32","float16","float64"]
["float32","float64","int32","uint8","int16","int8","int64","bfloat16","uint16","float16","uint32","uint64"]
["bfloat16"]
["uint8","uint16","float32"]
["float32","float64","int32","int64"]
["float16","float32","float64","int32","uint16","uint8","int16","int8","int64"]
["uint8","uint16"]
["float16","float32","float64","int32","uint16","uint8","int16","int8","int64","complex64","complex128","bool"]
["int8","int16","int32","int64","uint8","uint16","string"]
["NHWC","NCHW","NCHW_VECT_C"]
["EXPLICIT"]
["qint8","quint8","qint32","qint16","quint16"]
["MIN_COMBINED","MIN_FIRST","SCALED"]
["bfloat16","float32"]
["string","variant"]
["bfloat16","float16","float32","float64","uint8","int8","uint16","int16","int32","int64","complex64","complex128"]
["uint32","uint64"]
["float16","float32","float64","complex64","complex128"]
["float32","float16"]
["","grayscale","rgb"]
["in","cm"]
["bfloat16","float16","float32","float64","uint8","int8","int16","int32","int64","complex64","quint8","qint8","qint32","string","bool","complex128"]
["complex64","complex128","bool"]
["int32","int64","bfloat16","float16","float32","float64"]
["int8","int16","uint8","uint16","uint32","uint64"]
["float32"]
["REFLECT","SYMMETRIC"]
["bfloat16","float16"]
["int64","int32","uint16","int16","uint8","int8","float16","float32","float64","bool","string"]
["uint8","int32","int64","float16","float32","float64"]
["uint8","float32","float16","float64"]
["int8","int16"]
["bfloat16","float32","float64"]
["float16"]
["uint8","uint16","uint32","uint64"]
["LEFT_RIGHT","RIGHT_LEFT","LEFT_LEFT","RIGHT_RIGHT"]
["float16","bfloat16","float32","float64","int32","int64","uint8","int16","int8","uint16","qint8"]
["bfloat16","float16","float32","float64","int32","int64"]
["int8","uint8","int16","uint16","uint32","uint64"]
["int32","int64","float16","float16","bfloat16","float32","float64"]
["uint8","int32","int64"]
["int8"]
["bfloat16","float16","float32","float64","int8","uint8","int16","uint16","int32","int64","complex64","complex128","bool"]
["float32","int64","string"]
["bfloat16","float32","float16","float64","int32","int64","complex64","complex128"]
["HALF_TO_EVEN","HALF_UP"]
["HALF_AWAY_FROM_ZERO","HALF_TO_EVEN"]
["quint8","qint32","float32"]
["float16","float32","float64","int32","int64"]
["bfloat16","float32","float64","int32","int64"]
["float16","int8","int16","uint16","uint32"]
["float32","float64","int32","uint8","int16","int8","int64","bfloat16","uint16","float16","uint32","uint64","qint8"]
["int8","uint8","int16","uint16","int32","int64","float16","float32","float64"]
["int8","uint8","int16","uint16","int32","int64","bfloat16","float16","float32","float64"]
["float32","bfloat16","float16","float64"]
["uint8","int8","int32","float16","float32","float64"]
["uint8","int8","uint16","int16","int32","int64","bool","float16","float32","float64","complex64","complex128","string"]
["uint32","uint64","bfloat16"]
["uint8","int8","uint16","int16","int32","int64","bool","bfloat16","float16","float32","float64","complex64","complex128","string"]
["uint8","int8","int16","int32","int64"]
["float16","bfloat16","float32","float64","int32","int64"]
["float32","float64","int32","uint8","int16","int8","complex64","int64","qint8","quint8","qint32","bfloat16","qint16","quint16","uint16","complex128","float16","uint32","uint64"]
["float32","float64","int32","uint8","int16","int8","complex64","int64","qint8","quint8","qint32","bfloat16","uint16","complex128","float16","uint32","uint64","bool"]
["logistic_loss","squared_loss","hinge_loss","smooth_hinge_loss","poisson_loss"]
["float64","float32","float16"]
["float64","float32","int64","int32"]
["int64","string"]
["float32","bfloat16"]
["int32","int64","uint32","uint64"]
["BYTE","UTF8_CHAR"]
["int16","int32","int64"]
["strict","replace","ignore"]
["ignore","replace","strict"]
["UTF-8","UTF-16-BE","UTF-32-BE"]
["float16","bfloat16","float32","float64","complex64","complex128"]`;
/** name|type|allowed list|minimum|default */
export const ATTRIBUTES = `error_msg|string|||""
exit_without_error|bool|||false
T|type|0
N|int||1
T|type|1
shape|shape
dtype|type|1
T|type|3
T|type|4
T|type|5
T|type
container|string|||""
shared_name|string|||""
T|type|6
T|type|7
T|type|9
T|type|a||"float32"
T|type|b
keep_dims|bool|||false
Tidx|type|c||"int32"
num_true|int||1
num_sampled|int||1
unique|bool
seed|int|||0
seed2|int|||0
T|type|d||"complex64"
Tout|type|e||"float32"
use_locking|bool|||false
update_slots|bool|||true
use_nesterov|bool|||false
multiply_linear_by_lr|bool|||false
k|int||0
reduction_dimension|int|||-1
recall_target|float|||0.95
is_max_k|bool|||true
reduction_input_size_override|int|||-1
aggregate_to_topk|bool|||true
T|type|f
tolerance|float|||0.00001
output_type|type|c||"int64"
T|type|j
precision|int|||-1
scientific|bool|||false
shortest|bool|||false
width|int|||-1
fill|string|||""
T|list(type)||1
summarize|int|||3
output_types|list(type)||1
output_shapes|list(shape)||1
validate_shape|bool|||true
use_locking|bool|||true
dtype|type
validate_shape|bool|||false
T|type|l
window_size|int
stride|int
magnitude_squared|bool|||false
sample_rate|float
max_outputs|int||1|3
ksize|list(int)||4
strides|list(int)||4
padding|string|m
data_format|string|n||"NHWC"
T|type|o
ksize|list(int)||5
strides|list(int)||5
data_format|string|p||"NDHWC"
lower|bool|||true
adjoint|bool|||false
T|type|q
component_types|list(type)||1
shapes|list(shape)||0|[]
capacity|int|||-1
cancel_pending_enqueues|bool|||false
component_index|int
allow_small_batch|bool|||false
wait_for_incomplete|bool|||false
timeout_ms|int|||-1
T|type|r
T|type|e
metadata|string|||""
parallel_copy|bool|||false
adj_x|bool|||false
adj_y|bool|||false
Ta|type|7
Tb|type|7
Tout|type|t
T|type|u
fast|bool|||true
variance_epsilon|float
scale_after_normalization|bool
compute_v|bool|||true
compute_uv|bool|||true
full_matrices|bool|||false
T|type|v
block_size|int||2
Tblock_shape|type|c||"int32"
Tcrops|type|c||"int32"
T|type|w
top_k|int|||-1
T|type|x
type|type|x
T|type|y
forget_bias|float|||1
cell_clip|float|||3
use_peephole|bool|||false
T|type|a
use_peephole|bool
cell_clip|float|||0
T|type|c||"int32"
boundaries|list(float)
output_types|list(type)|z|1
beam_width|int||1
top_paths|int||1
merge_repeated|bool|||true
T|type|e||"float32"
merge_repeated|bool|||false
blank_index|int|||-1
preprocess_collapse_repeated|bool|||false
ctc_merge_repeated|bool|||true
ignore_longer_outputs_than_inputs|bool|||false
Tin|list(type)||0
Tout|list(type)||0
branches|list(func)||1
output_shapes|list(shape)|||[]
SrcT|type
DstT|type
Truncate|bool|||false
message|string
T|type|10
Targuments|list(type)||0
num_elements_per_branch|int||1
other_arguments_lengths|list(int)||1
N|int||2
num_experiments|int
pad_per_class|bool|||false
clip_boxes|bool|||true
T|type|11
Tout|type|d||"complex64"
num_true|int
shape_type|type|c||"int32"
reduction_type|string|12||"MEAN"
T|type|13||"complex64"
Tperm|type|c||"int32"
value|tensor
T|type|14
strides|list(int)
padding|string|15
explicit_paddings|list(int)|||[]
data_format|string|16||"CHANNELS_LAST"
dilations|list(int)|||[]
batch_dims|int|||1
groups|int|||1
use_cudnn_on_gpu|bool|||true
dilations|list(int)|||[1,1,1,1]
dilations|list(int)|||[1,1,1,1,1]
Tshape|type|c||"int32"
limit|int
T|type|c
T|type|18
method|string|19||"bilinear"
extrapolation_value|float|||0
method|string|1a||"bilinear"
T|type|1b
T|type|1c
exclusive|bool|||false
reverse|bool|||false
src_format|string|||"NHWC"
dst_format|string|||"NCHW"
cardinality_options|string|||""
stateful_whitelist|list(string)||0|[]
allow_stateful|bool|||false
strip_device_assignment|bool|||false
external_state_policy|int|||0
channels|int|||0
ratio|int|||1
fancy_upscaling|bool|||true
try_recover_truncated|bool|||false
acceptable_fraction|float|||1
dct_method|string|||""
file_format|string
samples_per_second|int
channel_count|int
stream|string|||""
OUT_TYPE|list(type)|z|1
field_delim|string|||","
use_quote_delim|bool|||true
na_value|string|||""
select_cols|list(int)|||[]
compression_type|string|||""
dtype|type|1e||"uint8"
expand_animations|bool|||true
dtype|type|1f||"float32"
label_dtype|type|1f||"int64"
num_features|int||1
out_type|type|1g
little_endian|bool|||true
dtype|type|1h||"uint8"
message_type|string
field_names|list(string)
output_types|list(type)||0
descriptor_source|string|||"local://"
message_format|string|||"binary"
sanitize|bool|||false
out_type|type|1i
desired_channels|int|||-1
desired_samples|int|||-1
Tidx|type|c
binary_output|bool|||false
minlength|int||-1|-1
maxlength|int||-1|-1
binary_output|bool
output_type|type|w
set_operation|string
validate_indices|bool|||true
T|type|1j
data_format|string|1k||"NHWC"
T|type|1m
mode|string|1n||"MIN_COMBINED"
narrow_range|bool|||false
axis|int|||-1
dtype|type|1o||"float32"
Tserialized|type|1p||"string"
ignore_lookup_error|bool|||true
var_name|string
device_names|list(string)
rates|list(int)||4
stop_on_empty_dataset|bool|||false
T|type|1q
T|type|1s
T|type|1t||"float32"
num_partitions|int||1
token|string
is_async|bool|||false
normalize|bool|||true
Tout|type|d
equation|string
init|bool|||false
element_dtype|type
shape_type|type|c
bits_per_second|int|||192000
pad|bool|||false
format|string|1u||""
quality|int|||95
progressive|bool|||false
optimize_size|bool|||false
chroma_downsampling|bool|||true
density_unit|string|1v||"in"
x_density|int|||300
y_density|int|||300
xmp_metadata|string|||""
compression|int|||-1
T|type|1h||"uint8"
Tinput_types|list(type)||1
frame_name|string
is_constant|bool|||false
parallel_iterations|int|||10
T|type|1w
incompatible_shape_error|bool|||true
Tdim|type|c||"int32"
key_func|func
init_func|func
reduce_func|func
finalize_func|func
Tkey_func_other_arguments|list(type)||0
Tinit_func_other_arguments|list(type)||0
Treduce_func_other_arguments|list(type)||0
Tfinalize_func_other_arguments|list(type)||0
f|func
use_inter_op_parallelism|bool|||true
preserve_cardinality|bool|||false
centered|bool|||true
normalized|bool|||true
uniform_noise|bool|||true
noise|string|||"uniform"
ksizes|list(int)||4
output_type|type|c||"int32"
ksizes|list(int)||5
Tcomplex|type|d||"complex64"
min|float|||-6
max|float|||6
num_bits|int|||8
index_type|type|c||"int32"
predicate|func
has_captured_ref|bool|||false
header_bytes|int|||0
record_bytes|int
footer_bytes|int|||0
hop_bytes|int|||0
encoding|string|||""
range_max|int||1
vocab_file|string|||""
distortion|float|||1
num_reserved_ids|int|||0
num_shards|int||1|1
shard|int||0|0
unigrams|list(float)|||[]
T|type|1y
T|list(type)||0
body|func
pooling_ratio|list(float)||4
pseudo_random|bool|||false
overlapping|bool|||false
deterministic|bool|||false
T|type|1f
T|type|20
epsilon|float|||0.0001
is_training|bool|||true
exponential_avg_factor|float|||1
U|type|20
mode|string|21
resize_align_corners|bool|||false
Tparams|type
Tindices|type|c
T|type|17
batch_dims|int|||0
Taxis|type|c
post_nms_topn|int|||300
new_vocab_offset|int||0
num_new_vocab|int||0
old_vocab_size|int||-1|-1
next_func|func
Tinit_func_args|list(type)||0
Tnext_func_args|list(type)||0
Tfinalize_func_args|list(type)||0
window_size_func|func
Twindow_size_func_other_arguments|list(type)||0
T|type|o||"float32"
use_node_name_sharing|bool|||false
key_dtype|type
value_dtype|type
dtype|type|c||"int32"
T|type|1c||"float32"
Treal|type|e||"float32"
Tcond|type
then_branch|func
else_branch|func
log_warning|bool|||false
dtype|type|23
dtype|type|24
interpolation|string
fill_mode|string|||"CONSTANT"
max_images|int||1|3
T|type|25||"float32"
bad_color|tensor|||"dtype: DT_UINT8\\ntensor_shape {\\n  dim {\\n    size: 4\\n  }\\n}\\nint_val: 255\\nint_val: 0\\nint_val: 0\\nint_val: 255"
memory_region_name|string
k|int
Tkey|type
Tval|type
key_index|int||-2
value_index|int||-2
vocab_size|int||-1|-1
delimiter|string|||"\\t"
offset|int|||0
output_dtype|type|o||"float32"
shared_name|string
container|string
output_types|list(type)||0|[]
output_shapes|list(shape)||0|[]
depth_radius|int|||5
bias|float|||1
alpha|float|||1
beta|float|||0.5
T|type|f||"float32"
alpha|float|||0.2
deterministic|string|||"default"
T|type|27
out_idx|type|c||"int32"
num_rows|int||0
num_cols|int||1
max_rows_in_memory|int|||-1
compression|string|||""
reader_func|func
Treader_func_args|list(type)||0
Tkeys|type
Tvalues|type
Tin|type
Tout|type
out_type|type|c||"int32"
output_idx_type|type|c||"int32"
capacity|int||0|0
memory_limit|int||0|0
dtypes|list(type)
Targuments|list(type)||1
Tcaptured|list(type)||0|[]
max_intra_op_parallelism|int|||1
dtypes|list(type)||1
fake_dtypes|list(type)||1
transpose_a|bool|||false
transpose_b|bool|||false
Tindex|type|c||"int64"
align|string|2a||"RIGHT_LEFT"
T|type|d
T|type|2b||"float32"
TInput|type|f||"float32"
include_batch_in_index|bool|||false
Targmax|type|c
Targmax|type|c||"int64"
T|type|2c
delete_old_dirs|bool|||true
allow_missing_files|bool|||false
upper_frequency_limit|float|||4000
lower_frequency_limit|float|||20
filterbank_channel_count|int|||40
dct_coefficient_count|int|||13
Tpaddings|type|c||"int32"
T|type|2e
algorithm|int|||0
cpu_budget|int|||0
ram_budget|int|||0
output_dtype|type|c||"int64"
value_shape|shape|||[]
initial_num_buckets|int|||131072
max_load_factor|float|||0.8
T|type|r||"float32"
iou_threshold|float|||0.5
T_threshold|type|a||"float32"
pad_to_max_output_size|bool|||false
TI|type|2f||"int64"
dataset_factory|func
T|type|2h
optimization_configs|list(string)|||[]
Toutput_types|list(type)||1
serialized_options|string
axis|int|||0
sloppy|bool|||false
dtype|type|o
Nsparse|int||0
Ndense|int||0
sparse_types|list(type)|2i|0
Tdense|list(type)|2i|0
dense_shapes|list(shape)||0
sparse_keys|list(string)||0
dense_keys|list(string)||0
num_sparse|int||0
ragged_value_types|list(type)|2i|0
ragged_split_types|list(type)|c|0
feature_list_dense_missing_assumed_empty|list(string)||0
context_sparse_keys|list(string)||0
context_dense_keys|list(string)||0
feature_list_sparse_keys|list(string)||0
feature_list_dense_keys|list(string)||0
Ncontext_sparse|int||0|0
Ncontext_dense|int||0|0
Nfeature_list_sparse|int||0|0
Nfeature_list_dense|int||0|0
context_sparse_types|list(type)|2i|0|[]
Tcontext_dense|list(type)|2i|0|[]
feature_list_dense_types|list(type)|2i|0|[]
context_dense_shapes|list(shape)||0|[]
feature_list_sparse_types|list(type)|2i|0|[]
feature_list_dense_shapes|list(shape)||0|[]
context_ragged_value_types|list(type)|2i|0|[]
context_ragged_split_types|list(type)|c|0|[]
feature_list_ragged_value_types|list(type)|2i|0|[]
feature_list_ragged_split_types|list(type)|c|0|[]
out_type|type
config|string|||""
config_proto|string|||""
executor_type|string|||""
original_shape|shape
desired_shape|shape
shape|shape|||null
T|type|2j
slack_period|int|||0
legacy_autotune|bool|||true
buffer_size_min|int|||0
message|string|||""
U|list(type)||0
first_n|int|||-1
output_stream|string|||"stderr"
end|string|||"\\n"
component_types|list(type)||0|[]
shapes|list(shape)||0
signed_input|bool|||true
range_given|bool|||false
input_min|float|||0
input_max|float|||0
round_mode|string|2k||"HALF_TO_EVEN"
range_given|bool|||true
Tinput|type|1m
out_type|type|1m
round_mode|string|2l||"HALF_AWAY_FROM_ZERO"
ensure_minimum_range|float|||0.01
T1|type|1m
T2|type|1m
Toutput|type|1m||"qint32"
ksize|list(int)
Tfilter|type|1m
out_type|type|1m||"qint32"
output_range_given|bool|||false
given_y_min|float|||0
given_y_max|float|||0
variance_epsilon|float|||0.00001
min_separation|float|||0.001
Tactivation|type|1m||"quint8"
out_type|type|1m||"quint8"
T|type|2m
align_corners|bool|||false
half_pixel_centers|bool|||false
Tcomponents|list(type)||1
rerandomize_each_iteration|bool|||false
S|type|c
dtype|type|10
R|type|2n||"float64"
dtype|type|2n||"int64"
min_after_dequeue|int|||0
Tout|type|c
Tidx|type|2o||"int32"
replicate_on_split|bool|||false
use_fallback|bool|||true
file_pattern|string
file_random_seed|int|||301
file_shuffle_shift_ratio|float|||0
file_buffer_size|int|||10000
file_parallelism|int|||16
batch_size|int|||32
tensor_type|type
tensor_name|string
send_device|string
send_device_incarnation|int
recv_device|string
client_terminated|bool|||false
Tstate|list(type)||1
separator|string|||""
replace_global|bool|||true
T|type|2q
Tin|list(type)||1
Tout|list(type)||1
T|type|1m||"qint32"
clip_value_max|float
T|type|2r
T|type|2s
T|type|2t
T|type|2u
Index|type|c
begin_mask|int|||0
end_mask|int|||0
ellipsis_mask|int|||0
new_axis_mask|int|||0
shrink_axis_mask|int|||0
dt|type
preferred_shard|int|||-1
T|type|2v
seq_dim|int
batch_dim|int|||0
Tlen|type|c||"int64"
T|type|2x
Tshift|type|c
T|type|2y
min_object_covered|float|||0.1
aspect_ratio_range|list(float)|||[0.75,1.33]
area_range|list(float)|||[0.05,1]
max_attempts|int|||100
use_image_if_no_bounding_boxes|bool|||false
shard_func|func
use_shard_func|bool|||true
Tshard_func_args|list(type)||0
kernel_type|string|||"lanczos3"
antialias|bool|||true
use_default_device|bool|||true
T|type|2z
T|type|30
T|type|31
loss_type|string|32
adaptative|bool|||false
num_sparse_features|int||0
num_sparse_features_with_values|int||0
num_dense_features|int||0
l1|float
l2|float
num_loss_partitions|int||1
num_inner_iterations|int||1
adaptive|bool|||false
num_features|int||0
Tnumsegments|type|c||"int32"
T|type|33
out_type|type|1p||"string"
require_non_empty|bool|||false
reshuffle_each_iteration|bool|||true
T|type|34
hidden_surface_removal|bool|||true
convergence_dots_size|int|||8
dots_per_inch|int|||72
eye_separation|float|||2.5
mu|float|||0.3333
normalize_max|float|||-100
normalize_min|float|||100
border_level|float|||0
number_colors|int|||256
output_image_shape|shape|||[1024,768,1]
output_data_window|shape|||[1022,757]
filename|string
batch_size|int
window_size|int|||5
min_count|int|||5
subsample|float|||0.001
reader_path_prefix|string|||""
writer_path_prefix|string|||""
shard_size_bytes|int|||10737418240
pending_snapshot_expiry_seconds|int|||86400
num_reader_threads|int|||1
reader_buffer_size|int|||1
num_writer_threads|int|||1
writer_buffer_size|int|||1
reader_prefix|string|||""
writer_prefix|string|||""
hash_valid|bool|||false
hash|int|||0
dtype|type|e||"float32"
has_known_shape|bool
Treal|type|1c
concat_dim|int
N|int||0
hashed_output|bool
num_buckets|int||0
hash_key|int
sparse_types|list(type)|35|0
dense_types|list(type)|35|0
out_type|type|35
internal_type|type|35
a_is_sparse|bool|||false
b_is_sparse|bool|||false
Ta|type|36||"float32"
Tb|type|36||"float32"
Tsegmentids|type|c||"int32"
sparse_gradient|bool|||false
Tlabels|type|c||"int64"
num_split|int||1
Tindices|type|c||"int64"
adjoint_a|bool|||false
adjoint_b|bool|||false
squeeze_dims|list(int)||0|[]
elem_type|type
stack_name|string|||""
swap_memory|bool|||false
Tseed|type|c||"int64"
T|type|2n||"float64"
shape_dtype|type|c||"int32"
dtype|type|o||"float32"
Rtype|type|2n
dtype|type|2n
dtype|type|37||"uint64"
Tseed|type|37||"int64"
dtype|type|c
dtype|type|37
Tseed|type|c
cond|func
pattern|string
rewrite|string
template|string|||"%s"
placeholder|string|||"%s"
unit|string|38||"BYTE"
separator|string
ngram_widths|list(int)||0
left_pad|string
right_pad|string
pad_width|int
preserve_short_sequences|bool
Tsplits|type|c||"int64"
skip_empty|bool|||true
maxsplit|int|||-1
num_buckets|int||1
key|list(int)
out_type|type|1f||"float32"
var_name|string|||""
dynamic_size|bool|||false
clear_after_read|bool|||true
tensor_array_name|string|||""
element_shape|shape|||null
element_shape_except0|shape|||null
source|string
identical_element_shapes|bool|||false
resize_if_index_out_of_bounds|bool|||false
num_elements|int|||-1
is_files|bool|||false
description|string|||""
labels|list(string)|||[]
display_name|string|||""
skip_header_lines|int|||0
num_threads|int
display_name|string
Tmultiples|type|c||"int32"
sorted|bool|||true
Tk|type|39||"int32"
index_type|type|39||"int32"
partial_pivoting|bool|||true
perturb_singular|bool|||false
input_encoding|string
errors|string|3a||"replace"
replacement_char|int|||65533
replace_control_characters|bool|||false
errors|string|3b||"replace"
output_encoding|string|3c
Taxis|type|c||"int64"
num|int||0
debug_name|string|||""
allowed_devices|list(string)|||[]
T|type|31||"bool"
Tinputs|list(type)||1
T|type|3d`;
/** name|inputs|outputs|attributes|flags|later attributes|later allowed values|deprecation */
export const OPS = `Abort|||0,1
Abs|x:T|y:T|2|f
AccumulateNV2|inputs:N*T|sum:T|3,4,5|caf||T=2
AccumulatorApplyGradient|handle:Ref(string),local_step:int64,gradient:dtype||6|||dtype=2
AccumulatorNumAccumulated|handle:Ref(string)|num_accumulated:int32
AccumulatorSetGlobalStep|handle:Ref(string),new_global_step:int64
AccumulatorTakeGradient|handle:Ref(string),num_required:int32|average:dtype|6|||dtype=2
Acos|x:T|y:T|7|f
Acosh|x:T|y:T|8|f
Add|x:T,y:T|z:T|9|f
AddManySparseToTensorsMap|sparse_indices:int64,sparse_values:T,sparse_shape:int64|sparse_handles:int64|a,b,c|s
AddN|inputs:N*T|sum:T|3,d|caf||T=2
AddSparseToTensorsMap|sparse_indices:int64,sparse_values:T,sparse_shape:int64|sparse_handle:int64|a,b,c|s
AddV2|x:T,y:T|z:T|e|caf||T=8
AdjustContrast|images:T,contrast_factor:float32,min_value:float32,max_value:float32|output:float32|f||||2 Use AdjustContrastv2 instead
AdjustContrastv2|images:T,contrast_factor:float32|output:T|g
AdjustHsvInYiq|images:T,delta_h:float32,scale_s:float32,scale_v:float32|output:T|h
AdjustHue|images:T,delta:float32|output:T|g
AdjustSaturation|images:T,scale:float32|output:T|g
All|input:bool,reduction_indices:Tidx|output:bool|i,j
AllCandidateSampler|true_classes:int64|sampled_candidates:int64,true_expected_count:float32,sampled_expected_count:float32|k,l,m,n,o|s
Angle|input:T|output:Tout|p,q|f
Any|input:bool,reduction_indices:Tidx|output:bool|i,j
ApplyAdaMax|var:Ref(T),m:Ref(T),v:Ref(T),beta1_power:T,lr:T,beta1:T,beta2:T,epsilon:T,grad:T|out:Ref(T)|4,r|||T=2
ApplyAdadelta|var:Ref(T),accum:Ref(T),accum_update:Ref(T),lr:T,rho:T,epsilon:T,grad:T|out:Ref(T)|4,r|||T=2
ApplyAdagrad|var:Ref(T),accum:Ref(T),lr:T,grad:T|out:Ref(T)|4,r,s|||T=2
ApplyAdagradDA|var:Ref(T),gradient_accumulator:Ref(T),gradient_squared_accumulator:Ref(T),grad:T,lr:T,l1:T,l2:T,global_step:int64|out:Ref(T)|4,r|||T=2
ApplyAdagradV2|var:Ref(T),accum:Ref(T),lr:T,epsilon:T,grad:T|out:Ref(T)|4,r,s|||T=2
ApplyAdam|var:Ref(T),m:Ref(T),v:Ref(T),beta1_power:T,beta2_power:T,lr:T,beta1:T,beta2:T,epsilon:T,grad:T|out:Ref(T)|4,r,t|||T=2
ApplyAddSign|var:Ref(T),m:Ref(T),lr:T,alpha:T,sign_decay:T,beta:T,grad:T|out:Ref(T)|4,r|||T=2
ApplyCenteredRMSProp|var:Ref(T),mg:Ref(T),ms:Ref(T),mom:Ref(T),lr:T,rho:T,momentum:T,epsilon:T,grad:T|out:Ref(T)|4,r|||T=2
ApplyFtrl|var:Ref(T),accum:Ref(T),linear:Ref(T),grad:T,lr:T,l1:T,l2:T,lr_power:T|out:Ref(T)|4,r||u|T=2
ApplyFtrlV2|var:Ref(T),accum:Ref(T),linear:Ref(T),grad:T,lr:T,l1:T,l2:T,l2_shrinkage:T,lr_power:T|out:Ref(T)|4,r||u|T=2
ApplyGradientDescent|var:Ref(T),alpha:T,delta:T|out:Ref(T)|4,r|||T=2
ApplyMomentum|var:Ref(T),accum:Ref(T),lr:T,grad:T,momentum:T|out:Ref(T)|4,r,t|||T=2
ApplyPowerSign|var:Ref(T),m:Ref(T),lr:T,logbase:T,sign_decay:T,beta:T,grad:T|out:Ref(T)|4,r|||T=2
ApplyProximalAdagrad|var:Ref(T),accum:Ref(T),lr:T,l1:T,l2:T,grad:T|out:Ref(T)|4,r|||T=2
ApplyProximalGradientDescent|var:Ref(T),alpha:T,l1:T,l2:T,delta:T|out:Ref(T)|4,r|||T=2
ApplyRMSProp|var:Ref(T),ms:Ref(T),mom:Ref(T),lr:T,rho:T,momentum:T,epsilon:T,grad:T|out:Ref(T)|4,r|||T=2
ApproxTopK|input:T|values:T,indices:int32|v,w,x,y,z,10,11|fl
ApproximateEqual|x:T,y:T|z:bool|4,12|cn||T=2
ArgMax|input:T,dimension:Tidx|output:output_type|4,j,13|f||T=g,Tidx=h,output_type=i
ArgMin|input:T,dimension:Tidx|output:output_type|4,j,13|f||T=g
AsString|input:T|output:string|14,15,16,17,18,19|n||T=k
Asin|x:T|y:T|7|f
Asinh|x:T|y:T|8|f
Assert|condition:bool,data:T||1a,1b|sn
AssertNextDataset|input_dataset:variant,transformations:string|handle:variant|1c,1d
Assign|ref:Ref(T),value:T|output_ref:Ref(T)|a,1e,1f|un
AssignAdd|ref:Ref(T),value:T|output_ref:Ref(T)|4,r|n||T=2
AssignAddVariableOp|resource:resource,value:dtype||1g|s
AssignSub|ref:Ref(T),value:T|output_ref:Ref(T)|4,r|n||T=2
AssignSubVariableOp|resource:resource,value:dtype||1g|s
AssignVariableOp|resource:resource,value:dtype||1g|s|1h
Atan|x:T|y:T|7|f
Atan2|y:T,x:T|z:T|1i|f
Atanh|x:T|y:T|8|f
AudioSpectrogram|input:float32|spectrogram:float32|1j,1k,1l
AudioSummary|tag:string,tensor:float32|summary:string|1m,1n|n|||15 Use AudioSummaryV2.
AudioSummaryV2|tag:string,tensor:float32,sample_rate:float32|summary:string|1n|n
AutoShardDataset|input_dataset:variant,num_workers:int64,index:int64|handle:variant|1c,1d
AvgPool|value:T|output:T|1o,1p,1q,1r,1s|f
AvgPool3D|input:T|output:T|1t,1u,1q,1v,1s|f
AvgPool3DGrad|orig_input_shape:int32,grad:T|output:T|1t,1u,1q,1v,1s|f
AvgPoolGrad|orig_input_shape:int32,grad:T|output:T|1o,1p,1q,1r,1s|f
BandedTriangularSolve|matrix:T,rhs:T|output:T|1w,1x,1y|fl
Barrier||handle:Ref(string)|1z,20,21,b,c|s
BarrierClose|handle:Ref(string)||22
BarrierIncompleteSize|handle:Ref(string)|size:int32
BarrierInsertMany|handle:Ref(string),keys:string,values:T||a,23
BarrierReadySize|handle:Ref(string)|size:int32
BarrierTakeMany|handle:Ref(string),num_elements:int32|indices:int64,keys:string,values:component_types|1z,24,25,26
BatchCholesky|input:T|output:T|27||||13 Use Cholesky instead.
BatchCholeskyGrad|l:T,grad:T|output:T|28||||13 Use CholeskyGrad instead.
BatchDataset|input_dataset:variant,batch_size:int64|handle:variant|1c,1d||29
BatchDatasetV2|input_dataset:variant,batch_size:int64,drop_remainder:bool|handle:variant|2a,1c,1d||29
BatchFFT|input:complex64|output:complex64|||||15 Use FFT
BatchFFT2D|input:complex64|output:complex64|||||15 Use FFT2D
BatchFFT3D|input:complex64|output:complex64|||||15 Use FFT3D
BatchIFFT|input:complex64|output:complex64|||||15 Use IFFT
BatchIFFT2D|input:complex64|output:complex64|||||15 Use IFFT2D
BatchIFFT3D|input:complex64|output:complex64|||||15 Use IFFT3D
BatchMatMul|x:T,y:T|output:T|7,2b,2c|f
BatchMatMulV2|x:T,y:T|output:T|7,2b,2c|f||T=s
BatchMatMulV3|x:Ta,y:Tb|output:Tout|2d,2e,2f,2b,2c|fl
BatchMatrixBandPart|input:T,num_lower:int64,num_upper:int64|band:T|a||||14 Use MatrixBandPart
BatchMatrixDeterminant|input:T|output:T|2g||||13 Use MatrixDeterminant instead.
BatchMatrixDiag|diagonal:T|output:T|a||||14 Use MatrixDiag
BatchMatrixDiagPart|input:T|diagonal:T|a||||14 Use MatrixDiagPart
BatchMatrixInverse|input:T|output:T|1x,27||||13 Use MatrixInverse instead.
BatchMatrixSetDiag|input:T,diagonal:T|output:T|a||||14 Use MatrixSetDiag
BatchMatrixSolve|matrix:T,rhs:T|output:T|1x,27||||13 Use MatrixSolve instead.
BatchMatrixSolveLs|matrix:T,rhs:T,l2_regularizer:float64|output:T|27,2h||||13 Use MatrixSolveLs instead.
BatchMatrixTriangularSolve|matrix:T,rhs:T|output:T|1w,1x,27||||13 Use MatrixTriangularSolve instead.
BatchNormWithGlobalNormalization|t:T,m:T,v:T,beta:T,gamma:T|result:T|4,2i,2j|f||T=2|9 Use tf.nn.batch_normalization()
BatchNormWithGlobalNormalizationGrad|t:T,m:T,v:T,gamma:T,backprop:T|dx:T,dm:T,dv:T,db:T,dg:T|4,2i,2j|||T=2|9 Use tf.nn.batch_normalization()
BatchSelfAdjointEig|input:T|output:T|27||||11 Use SelfAdjointEigV2 instead.
BatchSelfAdjointEigV2|input:T|e:T,v:T|2k,27||||13 Use SelfAdjointEigV2 instead.
BatchSvd|input:T|s:T,u:T,v:T|2l,2m,2n||||13 Use Svd instead.
BatchToSpace|input:T,crops:Tidx|output:T|a,2o,j|f
BatchToSpaceND|input:T,block_shape:Tblock_shape,crops:Tcrops|output:T|a,2p,2q|f
BesselI0|x:T|y:T|1i|fl
BesselI0e|x:T|y:T|1i|f
BesselI1|x:T|y:T|1i|fl
BesselI1e|x:T|y:T|1i|f
BesselJ0|x:T|y:T|1i|fl
BesselJ1|x:T|y:T|1i|fl
BesselK0|x:T|y:T|1i|fl
BesselK0e|x:T|y:T|1i|fl
BesselK1|x:T|y:T|1i|fl
BesselK1e|x:T|y:T|1i|fl
BesselY0|x:T|y:T|1i|fl
BesselY1|x:T|y:T|1i|fl
Betainc|a:T,b:T,x:T|z:T|28|f
BiasAdd|value:T,bias:T|output:T|4,1r|f||T=2
BiasAddGrad|out_backprop:T|output:T|4,1r|f||T=2
BiasAddV1|value:T,bias:T|output:T|4|f||T=2
Bincount|arr:int32,size:int32,weights:T|bins:T|2r
BipartiteMatch|distance_mat:float32,num_valid_rows:float32|row_to_col_match_indices:int32,col_to_row_match_indices:int32|2s|sn
Bitcast|input:T|output:type|2t,2u
BitwiseAnd|x:T,y:T|z:T|2v|cn
BitwiseOr|x:T,y:T|z:T|2v|cn
BitwiseXor|x:T,y:T|z:T|2v|cn
BlockLSTM|seq_len_max:int64,x:T,cs_prev:T,h_prev:T,w:T,wci:T,wcf:T,wco:T,b:T|i:T,cs:T,f:T,o:T,ci:T,co:T,h:T|2w,2x,2y,2z|f
BlockLSTMGrad|seq_len_max:int64,x:T,cs_prev:T,h_prev:T,w:T,wci:T,wcf:T,wco:T,b:T,i:T,cs:T,f:T,o:T,ci:T,co:T,h:T,cs_grad:T,h_grad:T|x_grad:T,cs_prev_grad:T,h_prev_grad:T,w_grad:T,wci_grad:T,wcf_grad:T,wco_grad:T,b_grad:T|30,2z
BlockLSTMGradV2|seq_len_max:int64,x:T,cs_prev:T,h_prev:T,w:T,wci:T,wcf:T,wco:T,b:T,i:T,cs:T,f:T,o:T,ci:T,co:T,h:T,cs_grad:T,h_grad:T|x_grad:T,cs_prev_grad:T,h_prev_grad:T,w_grad:T,wci_grad:T,wcf_grad:T,wco_grad:T,b_grad:T|30,2z
BlockLSTMV2|seq_len_max:int64,x:T,cs_prev:T,h_prev:T,w:T,wci:T,wcf:T,wco:T,b:T|i:T,cs:T,f:T,o:T,ci:T,co:T,h:T|31,2y,2z|f
BroadcastArgs|s0:T,s1:T|r0:T|32
BroadcastGradientArgs|s0:T,s1:T|r0:T,r1:T|32|n
BroadcastTo|input:T,shape:Tidx|output:T|a,j|f
Bucketize|input:T|output:int32|2r,33
BytesProducedStatsDataset|input_dataset:variant,tag:string|handle:variant|1c,1d
CSVDataset|filenames:string,compression_type:string,buffer_size:int64,header:bool,field_delim:string,use_quote_delim:bool,na_value:string,select_cols:int64,record_defaults:output_types|handle:variant|34,1d|s
CTCBeamSearchDecoder|inputs:T,sequence_length:int32|decoded_indices:top_paths*int64,decoded_values:top_paths*int64,decoded_shape:top_paths*int64,log_probability:T|35,36,37,38|n
CTCGreedyDecoder|inputs:T,sequence_length:int32|decoded_indices:int64,decoded_values:int64,decoded_shape:int64,log_probability:T|39,38|n|3a
CTCLoss|inputs:T,labels_indices:int64,labels_values:int32,sequence_length:int32|loss:T,gradient:T|3b,3c,3d,38|f
CTCLossV2|inputs:float32,labels_indices:int64,labels_values:int32,sequence_length:int32|loss:float32,gradient:float32|3b,3c,3d|fl
CacheDataset|input_dataset:variant,filename:string|handle:variant|1c,1d||29
CacheDatasetV2|input_dataset:variant,filename:string,cache:resource|handle:variant|1c,1d|s|29
Case|branch_index:int32,input:Tin|output:Tout|3e,3f,3g,3h|sf
Cast|x:SrcT|y:DstT|3i,3j,3k|f
Ceil|x:T|y:T|1i|f
CheckNumerics|tensor:T|output:T|1i,3l|sf
CheckNumericsV2|tensor:T|output:T|1i,3l|sfl
Cholesky|input:T|output:T|1y|f
CholeskyGrad|l:T,grad:T|output:T|3m
ChooseFastestBranchDataset|input_dataset:variant,ratio_numerator:int64,ratio_denominator:int64,other_arguments:Targuments|handle:variant|3n,3o,3g,3p,1c,1d
ChooseFastestDataset|input_datasets:N*variant|handle:variant|3q,3r,1c,1d
ClipByValue|t:T,clip_value_min:T,clip_value_max:T|output:T|4|||T=2
CombinedNonMaxSuppression|boxes:float32,scores:float32,max_output_size_per_class:int32,max_total_size:int32,iou_threshold:float32,score_threshold:float32|nmsed_boxes:float32,nmsed_scores:float32,nmsed_classes:float32,valid_detections:int32|3s,3t
CompareAndBitpack|input:T,threshold:T|output:uint8|3u
Complex|real:T,imag:T|out:Tout|38,3v|f
ComplexAbs|x:T|y:Tout|p,q|f
ComputeAccidentalHits|true_classes:int64,sampled_candidates:int64|indices:int32,ids:int64,weights:float32|3w,n,o
Concat|concat_dim:int32,values:N*T|output:T|3q,a|f
ConcatOffset|concat_dim:int32,shape:N*int32|offset:N*int32|3q|n|3x
ConcatV2|values:N*T,axis:Tidx|output:T|3q,a,j|f
ConcatenateDataset|input_dataset:variant,another_dataset:variant|handle:variant|1c,1d||29
ConditionalAccumulator||handle:Ref(string)|6,5,b,c,3y|s||dtype=2
Conj|input:T|output:T|3z|f
ConjugateTranspose|x:T,perm:Tperm|y:T|a,40|f
Const||output:dtype|41,1g|n
ConsumeMutexLock|mutex_lock:variant|||s
ControlTrigger
Conv|input:T,filter:T|output:T|42,43,44,45,46,47,48,49|l
Conv2D|input:T,filter:T|output:T|1s,43,4a,44,45,1r,4b|f||T=17
Conv2DBackpropFilter|input:T,filter_sizes:int32,out_backprop:T|output:T|1s,43,4a,44,45,1r,4b|f
Conv2DBackpropFilterV2|input:T,filter:T,out_backprop:T|output:T|1s,43,4a,44,45,1r,4b|l
Conv2DBackpropInput|input_sizes:int32,filter:T,out_backprop:T|output:T|1s,43,4a,44,45,1r,4b|f||T=17
Conv2DBackpropInputV2|input:T,filter:T,out_backprop:T|output:T|42,43,4a,44,45,1r,4b|l
Conv3D|input:T,filter:T|output:T|1s,1u,1q,1v,4c|f
Conv3DBackpropFilter|input:T,filter:T,out_backprop:T|output:T|3m,1u,1q,4c||||10 Use Conv3DBackpropFilterV2
Conv3DBackpropFilterV2|input:T,filter_sizes:int32,out_backprop:T|output:T|1s,1u,1q,1v,4c|f
Conv3DBackpropInput|input:T,filter:T,out_backprop:T|output:T|3m,1u,1q,4c||||10 Use Conv3DBackpropInputV2
Conv3DBackpropInputV2|input_sizes:Tshape,filter:T,out_backprop:T|output:T|1s,1u,1q,1v,4c,4d|f
Cos|x:T|y:T|8|f
Cosh|x:T|y:T|8|f
CountUpTo|ref:Ref(T)|output:T|4e,4f
CropAndResize|image:T,boxes:float32,box_ind:int32,crop_size:int32|crops:float32|4g,4h,4i|f
CropAndResizeGradBoxes|grads:float32,image:T,boxes:float32,box_ind:int32|output:float32|4g,4j
CropAndResizeGradImage|grads:float32,boxes:float32,box_ind:int32,image_size:int32|output:T|4k,4h
Cross|a:T,b:T|product:T|4l|f
Cumprod|x:T,axis:Tidx|out:T|4m,4n,4,j|f||T=2
Cumsum|x:T,axis:Tidx|out:T|4m,4n,4,j|f||T=2
CumulativeLogsumexp|x:T,axis:Tidx|out:T|4m,4n,3m,j|f||T=1d
DataFormatDimMap|x:T|y:T|32,4o,4p
DataFormatVecPermute|x:T|y:T|32,4o,4p
DatasetCardinality|input_dataset:variant|cardinality:int64|||4q
DatasetFromGraph|graph_def:string|handle:variant
DatasetToGraph|input_dataset:variant|graph:string|4r||4s,4t
DatasetToGraphV2|input_dataset:variant|graph:string|4u,4t|l
DatasetToSingleElement|dataset:variant|components:output_types|1c,1d|s|29
DatasetToTFRecord|input_dataset:variant,filename:string,compression_type:string|||s
Dawsn|x:T|y:T|1i|fl
DecodeAndCropJpeg|contents:string,crop_window:int32|image:uint8|4v,4w,4x,4y,4z,50
DecodeAudio|contents:string|sampled_audio:float32|51,52,53|n
DecodeAudioV2|contents:string,file_format:string,samples_per_second:int32,channel_count:int32|sampled_audio:float32|54
DecodeBase64|input:string|output:string||n
DecodeBmp|contents:string|image:uint8|4v
DecodeCSV|records:string,record_defaults:OUT_TYPE|output:OUT_TYPE|55,56,57,58,59
DecodeCompressed|bytes:string|output:string|5a
DecodeGif|contents:string|image:uint8
DecodeImage|contents:string|image:dtype|4v,5b,5c|l
DecodeJSONExample|json_examples:string|binary_examples:string
DecodeJpeg|contents:string|image:uint8|4v,4w,4x,4y,4z,50
DecodeLibsvm|input:string|label:label_dtype,feature_indices:int64,feature_values:dtype,feature_shape:int64|5d,5e,5f
DecodePaddedRaw|input_bytes:string,fixed_length:int32|output:out_type|5g,5h|n||out_type=1d
DecodePng|contents:string|image:dtype|4v,5i
DecodeProtoV2|bytes:string|sizes:int32,values:output_types|5j,5k,5l,5m,5n,5o|n
DecodeRaw|bytes:string|output:out_type|5p,5h|n||out_type=1d
DecodeVideo|contents:string|output:uint8||n
DecodeWav|contents:string|audio:float32,sample_rate:int32|5q,5r
DeepCopy|x:T|y:T|a|s
DeleteSessionTensor|handle:string|||sn
DenseBincount|input:Tidx,size:Tidx,weights:T|output:T|5s,2r,5t|l
DenseCountSparseOutput|values:T,weights:output_type|output_indices:int64,output_values:output_type,output_dense_shape:int64|4f,5u,5v,5w,5x|l
DenseToDenseSetOperation|set1:T,set2:T|result_indices:int64,result_values:T,result_shape:int64|5y,5z,60|n
DenseToSparseBatchDataset|input_dataset:variant,batch_size:int64,row_shape:int64|handle:variant|1c,1d
DenseToSparseSetOperation|set1:T,set2_indices:int64,set2_values:T,set2_shape:int64|result_indices:int64,result_values:T,result_shape:int64|5y,5z,60|n
DepthToSpace|input:T|output:T|a,2o,61|f
DepthwiseConv2dNative|input:T,filter:T|output:T|1s,43,1q,1r,4b|f|45|padding=1l
DepthwiseConv2dNativeBackpropFilter|input:T,filter_sizes:int32,out_backprop:T|output:T|1s,43,1q,1r,4b|f|45|padding=1l
DepthwiseConv2dNativeBackpropInput|input_sizes:int32,filter:T,out_backprop:T|output:T|1s,43,1q,1r,4b|f|45|padding=1l
Dequantize|input:T,min_range:float32,max_range:float32|output:float32|62,63||64,65,66
DeserializeIterator|resource_handle:resource,serialized:variant|||s
DeserializeManySparse|serialized_sparse:string|sparse_indices:int64,sparse_values:dtype,sparse_shape:int64|1g
DeserializeSparse|serialized_sparse:Tserialized|sparse_indices:int64,sparse_values:dtype,sparse_shape:int64|1g,67
DestroyResourceOp|resource:resource||68|s
DestroyTemporaryVariable|ref:Ref(T)|value:T|a,69
DeviceIndex||index:int32|6a|sl
Diag|diagonal:T|output:T|7|f
DiagPart|input:T|diagonal:T|7|f
Digamma|x:T|y:T|1i|f
Dilation2D|input:T,filter:T|output:T|4l,1p,6b,1q|f
Dilation2DBackpropFilter|input:T,filter:T,out_backprop:T|filter_backprop:T|4l,1p,6b,1q
Dilation2DBackpropInput|input:T,filter:T,out_backprop:T|in_backprop:T|4l,1p,6b,1q
DirectedInterleaveDataset|selector_input_dataset:variant,data_input_datasets:N*variant|handle:variant|1c,1d,3||6c
Div|x:T,y:T|z:T|6d|f||T=1r
DivNoNan|x:T,y:T|z:T|6e|f||T=1d
DrawBoundingBoxes|images:T,boxes:float32|output:T|6f|n
DrawBoundingBoxesV2|images:T,boxes:float32,colors:float32|output:T|6f
DummyMemoryCache||handle:resource||sl
DummySeedGenerator||handle:resource||sl
DynamicPartition|data:T,partitions:int32|outputs:num_partitions*T|6g,a|f
DynamicStitch|indices:N*int32,data:N*T|merged:T|3,a|f
EagerPyFunc|input:Tin|output:Tout|6h,6i,3e,3f|sf
EditDistance|hypothesis_indices:int64,hypothesis_values:T,hypothesis_shape:int64,truth_indices:int64,truth_values:T,truth_shape:int64|output:float32|6j,a|n
Eig|input:T|e:Tout,v:Tout|2k,2g,6k|fl
Einsum|inputs:N*T|output:T|6l,3,a
Elu|features:T|activations:T|1s|f
EluGrad|gradients:T,outputs:T|backprops:T|1s|f
Empty|shape:int32|output:dtype|1g,6m|s
EmptyTensorList|element_shape:shape_type,max_num_elements:int32|handle:variant|6n,6o
EncodeAudio|sampled_audio:float32|contents:string|51,52,6p|n
EncodeAudioV2|sampled_audio:float32,file_format:string,samples_per_second:int32,bits_per_second:int32|contents:string
EncodeBase64|input:string|output:string|6q|n
EncodeJpeg|image:uint8|contents:string|6r,6s,6t,6u,6v,6w,6x,6y,6z
EncodeJpegVariableQuality|images:uint8,quality:int32|contents:string
EncodePng|image:T|contents:string|70,71
EncodeProto|sizes:int32,values:Tinput_types|bytes:string|5k,5j,5m,72|n
EncodeWav|audio:float32,sample_rate:int32|contents:string
EnsureShape|input:T|output:T|5,a|f
Enter|data:T|output:T|a,73,74,75|f
Equal|x:T,y:T|z:bool|76,77|cn||T=
Erf|x:T|y:T|1i|f
Erfc|x:T|y:T|1i|f
Erfinv|x:T|y:T|1i|fl
EuclideanNorm|input:T,reduction_indices:Tidx|output:T|i,4,j|n||T=2
Exit|data:T|output:T|a|f
Exp|x:T|y:T|8|f
ExpandDims|input:T,dim:Tdim|output:T|a,78|f
ExperimentalGroupByReducerDataset|input_dataset:variant,key_func_other_arguments:Tkey_func_other_arguments,init_func_other_arguments:Tinit_func_other_arguments,reduce_func_other_arguments:Treduce_func_other_arguments,finalize_func_other_arguments:Tfinalize_func_other_arguments|handle:variant|79,7a,7b,7c,7d,7e,7f,7g,1c,1d|s
ExperimentalLMDBDataset|filenames:string|handle:variant|1c,1d|s
ExperimentalMapDataset|input_dataset:variant,other_arguments:Targuments|handle:variant|7h,3n,1c,1d,7i,7j
ExperimentalSlidingWindowDataset|input_dataset:variant,window_size:int64,window_shift:int64,window_stride:int64|handle:variant|1c,1d
Expint|x:T|y:T|1i|fl
Expm1|x:T|y:T|8|f
ExtractGlimpse|input:float32,size:int32,offsets:float32|glimpse:float32|7k,7l,7m,7n|n
ExtractGlimpseV2|input:float32,size:int32,offsets:float32|glimpse:float32|7k,7l,7m,7n|l
ExtractImagePatches|images:T|patches:T|7o,1p,6b,4l,1q|f||T=1x
ExtractJpegShape|contents:string|image_shape:output_type|7p
ExtractVolumePatches|input:T|patches:T|7q,1u,4l,1q|f
FFT|input:Tcomplex|output:Tcomplex|7r|f
FFT2D|input:Tcomplex|output:Tcomplex|7r|f
FFT3D|input:Tcomplex|output:Tcomplex|7r|f
FFTND|input:Tcomplex,fft_length:int32,axes:int32|output:Tcomplex|7r|l
FIFOQueue||handle:Ref(string)|1z,20,21,b,c|s
FIFOQueueV2||handle:resource|1z,20,21,b,c|s
FakeParam||output:dtype|1g,5
FakeQuantWithMinMaxArgs|inputs:float32|outputs:float32|7s,7t,7u,64|f
FakeQuantWithMinMaxArgsGradient|gradients:float32,inputs:float32|backprops:float32|7s,7t,7u,64
FakeQuantWithMinMaxVars|inputs:float32,min:float32,max:float32|outputs:float32|7u,64|f
FakeQuantWithMinMaxVarsGradient|gradients:float32,inputs:float32,min:float32,max:float32|backprops_wrt_input:float32,backprop_wrt_min:float32,backprop_wrt_max:float32|7u,64
FakeQuantWithMinMaxVarsPerChannel|inputs:float32,min:float32,max:float32|outputs:float32|7u,64|f
FakeQuantWithMinMaxVarsPerChannelGradient|gradients:float32,inputs:float32,min:float32,max:float32|backprops_wrt_input:float32,backprop_wrt_min:float32,backprop_wrt_max:float32|7u,64
FakeQueue|resource:resource|handle:Ref(string)||s
Fill|dims:index_type,value:T|output:T|a,7v|f
FilterByLastComponentDataset|input_dataset:variant|output:variant|1c,1d
FilterDataset|input_dataset:variant,other_arguments:Targuments|handle:variant|7w,3n,1c,1d||29
FinalizeDataset|input_dataset:variant|handle:variant|7x,1c,1d|l
Fingerprint|data:T,method:string|fingerprint:uint8|a
FixedLengthRecordDataset|filenames:string,header_bytes:int64,record_bytes:int64,footer_bytes:int64,buffer_size:int64|handle:variant||s|29
FixedLengthRecordDatasetV2|filenames:string,header_bytes:int64,record_bytes:int64,footer_bytes:int64,buffer_size:int64,compression_type:string|handle:variant||s|29
FixedLengthRecordReader||reader_handle:Ref(string)|7y,7z,80,81,b,c|sn|||26 Use FixedLengthRecordReaderV2
FixedLengthRecordReaderV2||reader_handle:resource|7y,7z,80,81,b,c,82|s
FixedUnigramCandidateSampler|true_classes:int64|sampled_candidates:int64,true_expected_count:float32,sampled_expected_count:float32|k,l,m,83,84,85,86,87,88,89,n,o|s
FlatMapDataset|input_dataset:variant,other_arguments:Targuments|handle:variant|7h,3n,1c,1d||29
Floor|x:T|y:T|1i|f
FloorDiv|x:T,y:T|z:T|6d|f||T=1r
FloorMod|x:T,y:T|z:T|8a|f||T=1z
For|start:int32,limit:int32,delta:int32,input:T|output:T|8b,8c
FractionalAvgPool|value:T|output:T,row_pooling_sequence:int64,col_pooling_sequence:int64|8d,8e,8f,8g,n,o,8h|f
FractionalAvgPoolGrad|orig_input_tensor_shape:int64,out_backprop:T,row_pooling_sequence:int64,col_pooling_sequence:int64|output:T|8f,8h
FractionalMaxPool|value:T|output:T,row_pooling_sequence:int64,col_pooling_sequence:int64|8d,8e,8f,8g,n,o,8h|f
FractionalMaxPoolGrad|orig_input:T,orig_output:T,out_backprop:T,row_pooling_sequence:int64,col_pooling_sequence:int64|output:T|8f,8h
FresnelCos|x:T|y:T|1i|fl
FresnelSin|x:T|y:T|1i|fl
FusedBatchNorm|x:T,scale:T,offset:T,mean:T,variance:T|y:T,batch_mean:T,batch_variance:T,reserve_space_1:T,reserve_space_2:T|8i,8j,1r,8k|f|8l
FusedBatchNormGrad|y_backprop:T,x:T,scale:T,reserve_space_1:T,reserve_space_2:T|x_backprop:T,scale_backprop:T,offset_backprop:T,reserve_space_3:T,reserve_space_4:T|8i,8j,1r,8k|f
FusedBatchNormGradV2|y_backprop:T,x:T,scale:float32,reserve_space_1:U,reserve_space_2:U|x_backprop:T,scale_backprop:U,offset_backprop:U,reserve_space_3:U,reserve_space_4:U|11,8m,8j,1r,8k|f
FusedBatchNormGradV3|y_backprop:T,x:T,scale:float32,reserve_space_1:U,reserve_space_2:U,reserve_space_3:U|x_backprop:T,scale_backprop:U,offset_backprop:U,reserve_space_4:U,reserve_space_5:U|11,8m,8j,1r,8k|f||data_format=p
FusedBatchNormV2|x:T,scale:U,offset:U,mean:U,variance:U|y:T,batch_mean:U,batch_variance:U,reserve_space_1:U,reserve_space_2:U|11,8m,8j,1r,8k|f|8l
FusedBatchNormV3|x:T,scale:U,offset:U,mean:U,variance:U|y:T,batch_mean:U,batch_variance:U,reserve_space_1:U,reserve_space_2:U,reserve_space_3:U|11,8m,8j,1r,8k|f|8l|U=1d,data_format=p
FusedPadConv2D|input:T,paddings:int32,filter:T|output:T|3m,8n,43,1q|||T=1d
FusedResizeAndPadConv2D|input:T,size:int32,paddings:int32,filter:T|output:T|3m,8o,8n,43,1q
GRUBlockCell|x:T,h_prev:T,w_ru:T,w_c:T,b_ru:T,b_c:T|r:T,u:T,c:T,h:T|8i|f
GRUBlockCellGrad|x:T,h_prev:T,w_ru:T,w_c:T,b_ru:T,b_c:T,r:T,u:T,c:T,d_h:T|d_x:T,d_h_prev:T,d_c_bar:T,d_r_bar_u_bar:T|8i
Gather|params:Tparams,indices:Tindices|output:Tparams|5z,8p,8q|f
GatherNd|params:Tparams,indices:Tindices|output:Tparams|8p,8q|f||Tindices=h
GatherTree|step_ids:T,parent_ids:T,max_sequence_lengths:int32,end_token:T|beams:T|8r
GatherV2|params:Tparams,indices:Tindices,axis:Taxis|output:Tparams|8s,8p,8q,8t|f||Tindices=h
GenerateBoundingBoxProposals|scores:float32,bbox_deltas:float32,image_info:float32,anchors:float32,nms_threshold:float32,pre_nms_topn:int32,min_size:float32|rois:float32,roi_probabilities:float32|8u|nl
GenerateVocabRemapping|new_vocab_file:string,old_vocab_file:string|remapping:int64,num_present:int32|8v,8w,8x|n
GeneratorDataset|init_func_other_args:Tinit_func_args,next_func_other_args:Tnext_func_args,finalize_func_other_args:Tfinalize_func_args|handle:variant|7a,8y,7c,8z,90,91,1c,1d|s|29
GetOptions|input_dataset:variant|serialized_options:string||l
GetSessionHandle|value:T|handle:string|a|sn
GetSessionHandleV2|value:T|handle:resource|a|sn
GetSessionTensor|handle:string|value:dtype|1g|sn
Greater|x:T,y:T|z:bool|4l|n
GreaterEqual|x:T,y:T|z:bool|4l|n
GroupByWindowDataset|input_dataset:variant,key_func_other_arguments:Tkey_func_other_arguments,reduce_func_other_arguments:Treduce_func_other_arguments,window_size_func_other_arguments:Twindow_size_func_other_arguments|handle:variant|79,7b,92,7d,7f,93,1c,1d||29
GuaranteeConst|input:T|output:T|a|s
HSVToRGB|images:T|output:T|94|n
HashTable||table_handle:Ref(string)|b,c,95,96,97|sn
HashTableV2||table_handle:resource|b,c,95,96,97|sn
HistogramFixedWidth|values:T,value_range:T,nbins:int32|out:dtype|2r,98
HistogramSummary|tag:string,values:T|summary:string|99|n
IFFT|input:Tcomplex|output:Tcomplex|7r|f
IFFT2D|input:Tcomplex|output:Tcomplex|7r|f
IFFT3D|input:Tcomplex|output:Tcomplex|7r|f
IFFTND|input:Tcomplex,fft_length:int32,axes:int32|output:Tcomplex|7r|l
IRFFT|input:complex64,fft_length:int32|output:float32||f|9a,7r
IRFFT2D|input:complex64,fft_length:int32|output:float32||f|9a,7r
IRFFT3D|input:complex64,fft_length:int32|output:float32|||9a,7r
IRFFTND|input:Tcomplex,fft_length:int32,axes:int32|output:Treal|9a,7r|l
Identity|input:T|output:T|a|f
IdentityN|input:T|output:T|1a|f
IdentityReader||reader_handle:Ref(string)|b,c|sn|||26 Use IdentityReaderV2
IdentityReaderV2||reader_handle:resource|b,c|s
If|cond:Tcond,input:Tin|output:Tout|9b,3e,3f,9c,9d,3h|sf
Igamma|a:T,x:T|z:T|28|f||T=22
IgammaGradA|a:T,x:T|z:T|28
Igammac|a:T,x:T|z:T|28|f||T=22
IgnoreErrorsDataset|input_dataset:variant|handle:variant|1c,1d||9e
Imag|input:T|output:Tout|p,q|f
ImageConnectedComponents|image:dtype|components:int64|9f|n
ImageProjectiveTransform|images:dtype,transforms:float32|transformed_images:dtype|9g,9h
ImageProjectiveTransformV2|images:dtype,transforms:float32,output_shape:int32|transformed_images:dtype|9g,9h|f|9i
ImageProjectiveTransformV3|images:dtype,transforms:float32,output_shape:int32,fill_value:float32|transformed_images:dtype|9g,9h,9i|fl
ImageSummary|tag:string,tensor:T|summary:string|9j,9k,9l|n
ImmutableConst||tensor:dtype|1g,5,9m
InTopK|predictions:float32,targets:T|precision:bool|9n,32
InTopKV2|predictions:float32,targets:T,k:T|precision:bool|32
InitializeTable|table_handle:Ref(string),keys:Tkey,values:Tval||9o,9p|n
InitializeTableFromTextFile|table_handle:Ref(string),filename:string||9q,9r,9s,9t|n|9u
InitializeTableFromTextFileV2|table_handle:resource,filename:string||9q,9r,9s,9t|sn|9u
InitializeTableV2|table_handle:resource,keys:Tkey,values:Tval||9o,9p|sn
InplaceAdd|x:T,i:int32,v:T|y:T|a
InplaceSub|x:T,i:int32,v:T|y:T|a
InplaceUpdate|x:T,i:int32,v:T|y:T|a
InterleaveDataset|input_dataset:variant,other_arguments:Targuments,cycle_length:int64,block_length:int64|handle:variant|7h,3n,1c,1d||29
Inv|x:T|y:T|7|f||T=26
InvGrad|y:T,dy:T|z:T|8|f
Invert|x:T|y:T|2v|n
InvertPermutation|x:T|y:T|32|n
IsFinite|x:T|y:bool|1i
IsInf|x:T|y:bool|1i
IsNan|x:T|y:bool|1i
IsVariableInitialized|ref:Ref(dtype)|is_initialized:bool|1g|u
IsotonicRegression|input:T|output:output_dtype,segments:int32|4l,9v|fl
Iterator||handle:resource|9w,9x,1c,1d|s
IteratorFromStringHandle|string_handle:string|resource_handle:resource|9y,9z|s
IteratorFromStringHandleV2|string_handle:string|resource_handle:resource|9y,9z|s
IteratorGetNext|iterator:resource|components:output_types|1c,1d|s
IteratorGetNextAsOptional|iterator:resource|optional:variant|1c,1d|s
IteratorGetNextSync|iterator:resource|components:output_types|1c,1d|s
IteratorToStringHandle|resource_handle:resource|string_handle:string||s
IteratorV2||handle:resource|9w,9x,1c,1d|s
L2Loss|t:T|output:T|1s|f
LMDBDataset|filenames:string|handle:variant|1c,1d|s
LMDBReader||reader_handle:Ref(string)|b,c|sn
LRN|input:T|output:T|a0,a1,a2,a3,a4|f
LRNGrad|input_grads:T,input_image:T,output_image:T|output:T|a0,a1,a2,a3,a4
LSTMBlockCell|x:T,cs_prev:T,h_prev:T,w:T,wci:T,wcf:T,wco:T,b:T|i:T,cs:T,f:T,o:T,ci:T,co:T,h:T|2w,2x,2y,2z|f
LSTMBlockCellGrad|x:T,cs_prev:T,h_prev:T,w:T,wci:T,wcf:T,wco:T,b:T,i:T,cs:T,f:T,o:T,ci:T,co:T,cs_grad:T,h_grad:T|cs_prev_grad:T,dicfo:T,wci_grad:T,wcf_grad:T,wco_grad:T|30,2z
LatencyStatsDataset|input_dataset:variant,tag:string|handle:variant|1c,1d
LeakyRelu|features:T|activations:T|a5,94|f
LeakyReluGrad|gradients:T,features:T|backprops:T|a5,94|f
LearnedUnigramCandidateSampler|true_classes:int64|sampled_candidates:int64,true_expected_count:float32,sampled_expected_count:float32|k,l,m,83,n,o|s
LeftShift|x:T,y:T|z:T|2v|n
LegacyParallelInterleaveDatasetV2|input_dataset:variant,other_arguments:Targuments,cycle_length:int64,block_length:int64,buffer_output_elements:int64,prefetch_input_elements:int64|handle:variant|7h,a6,3n,1c,1d,29|l
Less|x:T,y:T|z:bool|4l|n
LessEqual|x:T,y:T|z:bool|4l|n
Lgamma|x:T|y:T|1i|f
LinSpace|start:T,stop:T,num:Tidx|output:T|a7,j|n||T=28
ListDiff|x:T,y:T|out:T,idx:out_idx|a,a8
LoadAndRemapMatrix|ckpt_path:string,old_tensor_name:string,row_remapping:int64,col_remapping:int64,initializing_values:float32|output_matrix:float32|a9,aa,ab|sn
LoadDataset|path:string,reader_func_other_args:Treader_func_args|handle:variant|1c,1d,ac,ad,ae|sl
Log|x:T|y:T|8|f
Log1p|x:T|y:T|8|f
LogMatrixDeterminant|input:T|sign:T,log_abs_determinant:T|6e|f
LogSoftmax|logits:T|logsoftmax:T|1s|f
LogUniformCandidateSampler|true_classes:int64|sampled_candidates:int64,true_expected_count:float32,sampled_expected_count:float32|k,l,m,83,n,o|s
LogicalAnd|x:bool,y:bool|z:bool||cn
LogicalNot|x:bool|y:bool||n
LogicalOr|x:bool,y:bool|z:bool||cn
LookupTableExport|table_handle:Ref(string)|keys:Tkeys,values:Tvalues|af,ag
LookupTableExportV2|table_handle:resource|keys:Tkeys,values:Tvalues|af,ag|s
LookupTableFind|table_handle:Ref(string),keys:Tin,default_value:Tout|values:Tout|ah,ai|n
LookupTableFindV2|table_handle:resource,keys:Tin,default_value:Tout|values:Tout|ah,ai|sn
LookupTableImport|table_handle:Ref(string),keys:Tin,values:Tout||ah,ai
LookupTableImportV2|table_handle:resource,keys:Tin,values:Tout||ah,ai|s
LookupTableInsert|table_handle:Ref(string),keys:Tin,values:Tout||ah,ai|n
LookupTableInsertV2|table_handle:resource,keys:Tin,values:Tout||ah,ai|sn
LookupTableRemoveV2|table_handle:resource,keys:Tin||ah|s
LookupTableSize|table_handle:Ref(string)|size:int64||n
LookupTableSizeV2|table_handle:resource|size:int64||sn
LoopCond|input:bool|output:bool||f
LowerBound|sorted_inputs:T,values:T|output:out_type|a,aj
Lu|input:T|lu:T,p:output_idx_type|1y,ak
MakeIterator|dataset:variant,iterator:resource|||s
MapAndBatchDataset|input_dataset:variant,other_arguments:Targuments,batch_size:int64,num_parallel_calls:int64,drop_remainder:bool|handle:variant|7h,3n,1c,1d,7j
MapClear|||al,am,an,b,c|s
MapDataset|input_dataset:variant,other_arguments:Targuments|handle:variant|7h,3n,1c,1d,7i,7j||29
MapDefun|arguments:Targuments,captured_inputs:Tcaptured|output:output_types|ao,ap,1c,1d,7h,aq
MapIncompleteSize||size:int32|al,am,an,b,c|s
MapPeek|key:int64,indices:int32|values:dtypes|al,am,ar,b,c|s
MapSize||size:int32|al,am,an,b,c|s
MapStage|key:int64,indices:int32,values:fake_dtypes||al,am,an,as,b,c|s
MapUnstage|key:int64,indices:int32|values:dtypes|al,am,ar,b,c|s
MapUnstageNoKey|indices:int32|key:int64,values:dtypes|al,am,ar,b,c|s
MaskedMatmul|a:float32,b:float32,mask_indices:int64,transpose_a:bool,transpose_b:bool|prod_values:float32
MatMul|a:T,b:T|product:T|at,au,7|f||T=29
MatchingFiles|pattern:string|filenames:string
MatchingFilesDataset|patterns:string|handle:variant||s
MatrixBandPart|input:T,num_lower:Tindex,num_upper:Tindex|band:T|a,av|f
MatrixDeterminant|input:T|output:T|6e|f
MatrixDiag|diagonal:T|output:T|a|f
MatrixDiagPart|input:T|diagonal:T|a|f
MatrixDiagPartV2|input:T,k:int32,padding_value:T|diagonal:T|a|f
MatrixDiagPartV3|input:T,k:int32,padding_value:T|diagonal:T|a,aw|fl
MatrixDiagV2|diagonal:T,k:int32,num_rows:int32,num_cols:int32,padding_value:T|output:T|a|f
MatrixDiagV3|diagonal:T,k:int32,num_rows:int32,num_cols:int32,padding_value:T|output:T|a,aw|fl
MatrixExponential|input:T|output:T|1y||||27 Use Python implementation tf.linalg.matrix_exponential instead.
MatrixInverse|input:T|output:T|1x,1y|f
MatrixLogarithm|input:T|output:T|ax
MatrixSetDiag|input:T,diagonal:T|output:T|a|f
MatrixSetDiagV2|input:T,diagonal:T,k:int32|output:T|a|f
MatrixSetDiagV3|input:T,diagonal:T,k:int32|output:T|a,aw|fl
MatrixSolve|matrix:T,rhs:T|output:T|1x,1y|f
MatrixSolveLs|matrix:T,rhs:T,l2_regularizer:float64|output:T|1y,2h|f
MatrixSquareRoot|input:T|output:T|1y|f
MatrixTriangularSolve|matrix:T,rhs:T|output:T|1w,1x,1y|f||T=1d
Max|input:T,reduction_indices:Tidx|output:T|i,4,j|f||T=2
MaxIntraOpParallelismDataset|input_dataset:variant,max_intra_op_parallelism:int64|handle:variant|1c,1d
MaxPool|input:T|output:T|ay,1o,1p,1q,61|f|45|padding=1l
MaxPool3D|input:T|output:T|1t,1u,1q,1v,11|f
MaxPool3DGrad|orig_input:TInput,orig_output:TInput,grad:T|output:T|1t,1u,1q,1v,a4,az|f
MaxPool3DGradGrad|orig_input:T,orig_output:T,grad:T|output:T|1t,1u,1q,1v,4l|f
MaxPoolGrad|orig_input:T,orig_output:T,grad:T|output:T|1o,1p,1q,1r,99|f|45|padding=1l
MaxPoolGradGrad|orig_input:T,orig_output:T,grad:T|output:T|1o,1p,1q,1r,4l|f
MaxPoolGradGradV2|orig_input:T,orig_output:T,grad:T,ksize:int32,strides:int32|output:T|1q,1r,4l
MaxPoolGradGradWithArgmax|input:T,grad:T,argmax:Targmax|output:T|1o,1p,1q,b0,b1,4l
MaxPoolGradV2|orig_input:T,orig_output:T,grad:T,ksize:int32,strides:int32|output:T|1q,1r,99|f
MaxPoolGradWithArgmax|input:T,grad:T,argmax:Targmax|output:T|1o,1p,1q,b0,b1,4l
MaxPoolV2|input:T,ksize:int32,strides:int32|output:T|ay,1q,61|f
MaxPoolWithArgmax|input:T|output:T,argmax:Targmax|1o,1p,b2,1q,b0,4l|f
Maximum|x:T,y:T|z:T|b3|f||T=2d
Mean|input:T,reduction_indices:Tidx|output:T|i,4,j|f||T=2
Merge|inputs:N*T|output:T,value_index:int32|a,3|f
MergeSummary|inputs:N*string|summary:string|3|n
MergeV2Checkpoints|checkpoint_prefixes:string,destination_prefix:string||b4|s|b5
Mfcc|spectrogram:float32,sample_rate:int32|output:float32|b6,b7,b8,b9
Min|input:T,reduction_indices:Tidx|output:T|i,4,j|f||T=2
Minimum|x:T,y:T|z:T|b3|f||T=2d
MirrorPad|input:T,paddings:Tpaddings|output:T|a,ba,8n|f
MirrorPadGrad|input:T,paddings:Tpaddings|output:T|a,ba,8n|f
Mod|x:T,y:T|z:T|bb
ModelDataset|input_dataset:variant|handle:variant|bc,bd,1c,1d||be
Mul|x:T,y:T|z:T|6d|cf||T=1r
MulNoNan|x:T,y:T|z:T|6e|f||T=1d
Multinomial|logits:T,num_samples:int32|output:output_dtype|n,o,4l,bf|sn
MutableDenseHashTable|empty_key:key_dtype|table_handle:Ref(string)|b,c,95,96,97,bg,bh,bi|sn
MutableDenseHashTableV2|empty_key:key_dtype,deleted_key:key_dtype|table_handle:resource|b,c,95,96,97,bg,bh,bi|sn
MutableHashTable||table_handle:Ref(string)|b,c,95,96,97|sn
MutableHashTableOfTensors||table_handle:Ref(string)|b,c,95,96,97,bg|sn
MutableHashTableOfTensorsV2||table_handle:resource|b,c,95,96,97,bg|sn
MutableHashTableV2||table_handle:resource|b,c,95,96,97|sn
MutexLock|mutex:resource|mutex_lock:variant||s
MutexV2||resource:resource|b,c|s
Ndtri|x:T|y:T|1i|fl
Neg|x:T|y:T|7|f||T=26
NextAfter|x1:T,x2:T|output:T|bj|f
NextIteration|data:T|output:T|a|f
NoOp
NonMaxSuppression|boxes:float32,scores:float32,max_output_size:int32|selected_indices:int32|bk|n
NonMaxSuppressionV2|boxes:T,scores:T,max_output_size:int32,iou_threshold:T_threshold|selected_indices:int32|g,bl|n
NonMaxSuppressionV3|boxes:T,scores:T,max_output_size:int32,iou_threshold:T_threshold,score_threshold:T_threshold|selected_indices:int32|g,bl
NonMaxSuppressionV4|boxes:T,scores:T,max_output_size:int32,iou_threshold:T_threshold,score_threshold:T_threshold|selected_indices:int32,valid_outputs:int32|g,bl,bm
NonMaxSuppressionV5|boxes:T,scores:T,max_output_size:int32,iou_threshold:T,score_threshold:T,soft_nms_sigma:T|selected_indices:int32,selected_scores:T,valid_outputs:int32|g,bm
NonMaxSuppressionWithOverlaps|overlaps:float32,scores:float32,max_output_size:int32,overlap_threshold:float32,score_threshold:float32|selected_indices:int32||n
NonSerializableDataset|input_dataset:variant|handle:variant|1c,1d
NotEqual|x:T,y:T|z:bool|76,77|cn||T=
NthElement|input:T,n:int32|values:T|4n,4l|f
ObtainNext|list:string,counter:Ref(int64)|out_element:string
OneHot|indices:TI,depth:int32,on_value:T,off_value:T|output:T|65,a,bn|n||TI=2g
OneShotIterator||handle:resource|bo,1c,1d,b,c|s
OnesLike|x:T|y:T|bp|n||T=1r
OptimizeDataset|input_dataset:variant,optimizations:string|handle:variant|1c,1d,bq
OptimizeDatasetV2|input_dataset:variant,optimizations_enabled:string,optimizations_disabled:string,optimizations_default:string|handle:variant|1c,1d,bq|l
OptionalFromValue|components:Toutput_types|optional:variant|br|f
OptionalGetValue|optional:variant|components:output_types|1c,1d|f
OptionalHasValue|optional:variant|has_value:bool
OptionalNone||optional:variant
OptionsDataset|input_dataset:variant|handle:variant|bs,1c,1d,29|l
OrderedMapClear|||al,am,an,b,c|s
OrderedMapIncompleteSize||size:int32|al,am,an,b,c|s
OrderedMapPeek|key:int64,indices:int32|values:dtypes|al,am,ar,b,c|s
OrderedMapSize||size:int32|al,am,an,b,c|s
OrderedMapStage|key:int64,indices:int32,values:fake_dtypes||al,am,an,as,b,c|s
OrderedMapUnstage|key:int64,indices:int32|values:dtypes|al,am,ar,b,c|s
OrderedMapUnstageNoKey|indices:int32|key:int64,values:dtypes|al,am,ar,b,c|s
Pack|values:N*T|output:T|3,a,bt|f
Pad|input:T,paddings:Tpaddings|output:T|a,ba|f
PadV2|input:T,paddings:Tpaddings,constant_values:T|output:T|a,ba|f
PaddedBatchDataset|input_dataset:variant,batch_size:int64,padded_shapes:N*int64,padding_values:Toutput_types|handle:variant|br,1d,3||29
PaddedBatchDatasetV2|input_dataset:variant,batch_size:int64,padded_shapes:N*int64,padding_values:Toutput_types,drop_remainder:bool|handle:variant|2a,br,1d,3||29
PaddingFIFOQueue||handle:Ref(string)|1z,20,21,b,c|s
PaddingFIFOQueueV2||handle:resource|1z,20,21,b,c|s
ParallelBatchDataset|input_dataset:variant,batch_size:int64,num_parallel_calls:int64,drop_remainder:bool|handle:variant|2a,1c,1d,a6,29|l
ParallelConcat|values:N*T|output:T|3,a,5
ParallelDynamicStitch|indices:N*int32,data:N*T|merged:T|3,a|f
ParallelFilterDataset|input_dataset:variant,other_arguments:Targuments,num_parallel_calls:int64|handle:variant|7w,a6,3n,1c,1d,29|l
ParallelInterleaveDataset|input_dataset:variant,other_arguments:Targuments,cycle_length:int64,block_length:int64,sloppy:bool,buffer_output_elements:int64,prefetch_input_elements:int64|handle:variant|7h,3n,1c,1d
ParallelInterleaveDatasetV2|input_dataset:variant,other_arguments:Targuments,cycle_length:int64,block_length:int64,num_parallel_calls:int64|handle:variant|7h,3n,1c,1d,bu||29
ParallelInterleaveDatasetV3|input_dataset:variant,other_arguments:Targuments,cycle_length:int64,block_length:int64,num_parallel_calls:int64|handle:variant|7h,a6,3n,1c,1d,29|l
ParallelInterleaveDatasetV4|input_dataset:variant,other_arguments:Targuments,cycle_length:int64,block_length:int64,buffer_output_elements:int64,prefetch_input_elements:int64,num_parallel_calls:int64|handle:variant|7h,a6,3n,1c,1d,29|l
ParallelMapDataset|input_dataset:variant,other_arguments:Targuments,num_parallel_calls:int32|handle:variant|7h,3n,1c,1d,7i,bu,7j||29
ParallelMapDatasetV2|input_dataset:variant,other_arguments:Targuments,num_parallel_calls:int64|handle:variant|7h,3n,1c,1d,7i,a6,7j,29|l
ParameterizedTruncatedNormal|shape:T,means:dtype,stdevs:dtype,minvals:dtype,maxvals:dtype|output:dtype|n,o,bv,4f|sn
ParseExample|serialized:string,names:string,sparse_keys:Nsparse*string,dense_keys:Ndense*string,dense_defaults:Tdense|sparse_indices:Nsparse*int64,sparse_values:sparse_types,sparse_shapes:Nsparse*int64,dense_values:Tdense|bw,bx,by,bz,c0
ParseExampleDataset|input_dataset:variant,num_parallel_calls:int64,dense_defaults:Tdense|handle:variant|c1,c2,by,bz,c0,1c,1d,bu
ParseExampleV2|serialized:string,names:string,sparse_keys:string,dense_keys:string,ragged_keys:string,dense_defaults:Tdense|sparse_indices:num_sparse*int64,sparse_values:sparse_types,sparse_shapes:num_sparse*int64,dense_values:Tdense,ragged_values:ragged_value_types,ragged_row_splits:ragged_split_types|bz,c3,by,c4,c5,c0|l
ParseSequenceExample|serialized:string,debug_name:string,context_dense_defaults:Tcontext_dense|context_sparse_indices:Ncontext_sparse*int64,context_sparse_values:context_sparse_types,context_sparse_shapes:Ncontext_sparse*int64,context_dense_values:Tcontext_dense,feature_list_sparse_indices:Nfeature_list_sparse*int64,feature_list_sparse_values:feature_list_sparse_types,feature_list_sparse_shapes:Nfeature_list_sparse*int64,feature_list_dense_values:feature_list_dense_types,feature_list_dense_lengths:Nfeature_list_dense*int64|c6,c7,c8,c9,ca,cb,cc,cd,ce,cf,cg,ch,ci,cj,ck
ParseSequenceExampleV2|serialized:string,debug_name:string,context_sparse_keys:string,context_dense_keys:string,context_ragged_keys:string,feature_list_sparse_keys:string,feature_list_dense_keys:string,feature_list_ragged_keys:string,feature_list_dense_missing_assumed_empty:bool,context_dense_defaults:Tcontext_dense|context_sparse_indices:Ncontext_sparse*int64,context_sparse_values:context_sparse_types,context_sparse_shapes:Ncontext_sparse*int64,context_dense_values:Tcontext_dense,context_ragged_values:context_ragged_value_types,context_ragged_row_splits:context_ragged_split_types,feature_list_sparse_indices:Nfeature_list_sparse*int64,feature_list_sparse_values:feature_list_sparse_types,feature_list_sparse_shapes:Nfeature_list_sparse*int64,feature_list_dense_values:feature_list_dense_types,feature_list_dense_lengths:Nfeature_list_dense*int64,feature_list_ragged_values:feature_list_ragged_value_types,feature_list_ragged_outer_splits:feature_list_ragged_split_types,feature_list_ragged_inner_splits:feature_list_ragged_split_types|cb,cg,cf,cl,cm,ci,cd,ce,ch,cj,cn,co,ck|l
ParseSingleExample|serialized:string,dense_defaults:Tdense|sparse_indices:num_sparse*int64,sparse_values:sparse_types,sparse_shapes:num_sparse*int64,dense_values:Tdense|c3,c1,c2,by,bz,c0
ParseSingleSequenceExample|serialized:string,feature_list_dense_missing_assumed_empty:string,context_sparse_keys:Ncontext_sparse*string,context_dense_keys:Ncontext_dense*string,feature_list_sparse_keys:Nfeature_list_sparse*string,feature_list_dense_keys:Nfeature_list_dense*string,context_dense_defaults:Tcontext_dense,debug_name:string|context_sparse_indices:Ncontext_sparse*int64,context_sparse_values:context_sparse_types,context_sparse_shapes:Ncontext_sparse*int64,context_dense_values:Tcontext_dense,feature_list_sparse_indices:Nfeature_list_sparse*int64,feature_list_sparse_values:feature_list_sparse_types,feature_list_sparse_shapes:Nfeature_list_sparse*int64,feature_list_dense_values:feature_list_dense_types|cb,cc,cd,ce,cf,cg,ch,ci,cj,ck
ParseTensor|serialized:string|output:out_type|cp|n
PartitionedCall|args:Tin|output:Tout|3e,3f,7h,cq,cr,cs
PeriodicResample|values:T|output:T|4,5|f
PeriodicResampleOpGrad|grad:T|grad_values:T|4,ct,cu
Placeholder||output:dtype|1g,cv
PlaceholderV2||output:dtype|1g,5||||23 Placeholder now behaves the same as PlaceholderV2.
PlaceholderWithDefault|input:dtype|output:dtype|1g,5|f
Polygamma|a:T,x:T|z:T|28|f
PopulationCount|x:T|y:uint8|2v|n
Pow|x:T,y:T|z:T|cw|f||T=26
PrefetchDataset|input_dataset:variant,buffer_size:int64|handle:variant|1c,1d,cx,cy||cz,29
PreventGradient|input:T|output:T|a,d0|f
Print|input:T,data:U|output:T|a,d1,d0,d2,1b|sf
PrintV2|input:string||d3,d4|s
PriorityQueue||handle:Ref(string)|d5,d6,21,b,c|s
PriorityQueueV2||handle:resource|d5,d6,21,b,c|s
PrivateThreadPoolDataset|input_dataset:variant,num_threads:int64|handle:variant|1c,1d
Prod|input:T,reduction_indices:Tidx|output:T|i,4,j|f||T=2
PyFunc|input:Tin|output:Tout|6h,3e,3f|sn
PyFuncStateless|input:Tin|output:Tout|6h,3e,3f|n
Qr|input:T|q:T,r:T|2m,1y|f
QuantizeAndDequantize|input:T|output:T|d7,7u,d8,d9,da,1i|f|||22 Replaced by QuantizeAndDequantizeV2
QuantizeAndDequantizeV2|input:T,input_min:T,input_max:T|output:T|d7,7u,d8,1i,db,64|f|65
QuantizeAndDequantizeV3|input:T,input_min:T,input_max:T,num_bits:int32|output:T|d7,dc,1i,64|f|65
QuantizeAndDequantizeV4|input:T,input_min:T,input_max:T|output:T|d7,7u,d8,1i,db,64,65|fl
QuantizeAndDequantizeV4Grad|gradients:T,input:T,input_min:T,input_max:T|input_backprop:T,input_min_backprop:T,input_max_backprop:T|1i,65|fl
QuantizeDownAndShrinkRange|input:Tinput,input_min:float32,input_max:float32|output:out_type,output_min:float32,output_max:float32|dd,de
QuantizeV2|input:float32,min_range:float32,max_range:float32|output:T,output_min:float32,output_max:float32|62,63,df||64,65,dg
QuantizedAdd|x:T1,y:T2,min_x:float32,max_x:float32,min_y:float32,max_y:float32|z:Toutput,min_z:float32,max_z:float32|dh,di,dj
QuantizedAvgPool|input:T,min_input:float32,max_input:float32|output:T,min_output:float32,max_output:float32|62,dk,43,1q
QuantizedBatchNormWithGlobalNormalization|t:Tinput,t_min:float32,t_max:float32,m:Tinput,m_min:float32,m_max:float32,v:Tinput,v_min:float32,v_max:float32,beta:Tinput,beta_min:float32,beta_max:float32,gamma:Tinput,gamma_min:float32,gamma_max:float32|result:out_type,result_min:float32,result_max:float32|dd,de,2i,2j
QuantizedBiasAdd|input:T1,bias:T2,min_input:float32,max_input:float32,min_bias:float32,max_bias:float32|output:out_type,min_out:float32,max_out:float32|dh,di,de
QuantizedConcat|concat_dim:int32,values:N*T,input_mins:N*float32,input_maxes:N*float32|output:T,output_min:float32,output_max:float32|3q,a
QuantizedConcatV2|values:N*T,axis:Tidx,input_mins:N*float32,input_maxes:N*float32|output:T,output_min:float32,output_max:float32|3q,a,j|l
QuantizedConv2D|input:Tinput,filter:Tfilter,min_input:float32,max_input:float32,min_filter:float32,max_filter:float32|output:out_type,min_output:float32,max_output:float32|dd,dl,dm,43,1q,4b
QuantizedInstanceNorm|x:T,x_min:float32,x_max:float32|y:T,y_min:float32,y_max:float32|62,dn,do,dp,dq,dr
QuantizedMatMul|a:T1,b:T2,min_a:float32,max_a:float32,min_b:float32,max_b:float32|out:Toutput,min_out:float32,max_out:float32|dh,di,dj,at,au,ds
QuantizedMaxPool|input:T,min_input:float32,max_input:float32|output:T,min_output:float32,max_output:float32|62,dk,43,1q
QuantizedMul|x:T1,y:T2,min_x:float32,max_x:float32,min_y:float32,max_y:float32|z:Toutput,min_z:float32,max_z:float32|dh,di,dj
QuantizedRelu|features:Tinput,min_features:float32,max_features:float32|activations:out_type,min_activations:float32,max_activations:float32|dd,dt
QuantizedRelu6|features:Tinput,min_features:float32,max_features:float32|activations:out_type,min_activations:float32,max_activations:float32|dd,dt
QuantizedReluX|features:Tinput,max_value:float32,min_features:float32,max_features:float32|activations:out_type,min_activations:float32,max_activations:float32|dd,dt
QuantizedReshape|tensor:T,shape:Tshape,input_min:float32,input_max:float32|output:T,output_min:float32,output_max:float32|a,4d
QuantizedResizeBilinear|images:T,size:int32,min:float32,max:float32|resized_images:T,out_min:float32,out_max:float32|du,dv,dw
QueueClose|handle:Ref(string)||22|n
QueueCloseV2|handle:resource||22|s
QueueDequeue|handle:Ref(string)|components:component_types|1z,26|n
QueueDequeueMany|handle:Ref(string),n:int32|components:component_types|1z,26|n
QueueDequeueManyV2|handle:resource,n:int32|components:component_types|1z,26|s
QueueDequeueUpTo|handle:Ref(string),n:int32|components:component_types|1z,26|n
QueueDequeueUpToV2|handle:resource,n:int32|components:component_types|1z,26|s
QueueDequeueV2|handle:resource|components:component_types|1z,26|s
QueueEnqueue|handle:Ref(string),components:Tcomponents||dx,26|n
QueueEnqueueMany|handle:Ref(string),components:Tcomponents||dx,26|n
QueueEnqueueManyV2|handle:resource,components:Tcomponents||dx,26|s
QueueEnqueueV2|handle:resource,components:Tcomponents||dx,26|s
QueueIsClosed|handle:Ref(string)|is_closed:bool
QueueIsClosedV2|handle:resource|is_closed:bool||s
QueueSize|handle:Ref(string)|size:int32||n
QueueSizeV2|handle:resource|size:int32||s
RFFT|input:float32,fft_length:int32|output:complex64||f|9a,7r
RFFT2D|input:float32,fft_length:int32|output:complex64||f|9a,7r
RFFT3D|input:float32,fft_length:int32|output:complex64|||9a,7r
RFFTND|input:Treal,fft_length:int32,axes:int32|output:Tcomplex|9a,7r|l
RGBToHSV|images:T|output:T|94|f
RandomCrop|image:T,size:int64|output:T|f,n,o|sn|||8 Random crop is now pure Python
RandomDataset|seed:int64,seed2:int64|handle:variant|1c,1d|s|29
RandomDatasetV2|seed:int64,seed2:int64,seed_generator:resource|handle:variant|dy,1c,1d,29|sl
RandomGamma|shape:S,alpha:T|output:T|n,o,dz,3m|sf
RandomGammaGrad|alpha:T,sample:T|output:T|28
RandomPoisson|shape:S,rate:dtype|output:dtype|n,o,dz,e0|s|||25 Replaced by RandomPoissonV2
RandomPoissonV2|shape:S,rate:R|output:dtype|n,o,dz,e1,e2|s
RandomShuffle|value:T|output:T|n,o,a|s
RandomShuffleQueue||handle:Ref(string)|1z,20,21,e3,n,o,b,c|s
RandomShuffleQueueV2||handle:resource|1z,20,21,e3,n,o,b,c|s
RandomStandardNormal|shape:T|output:dtype|n,o,bv,4f|sn
RandomUniform|shape:T|output:dtype|n,o,bv,4f|sn
RandomUniformInt|shape:T,minval:Tout,maxval:Tout|output:Tout|n,o,e4,4f|s
Range|start:Tidx,limit:Tidx,delta:Tidx|output:Tidx|e5|n||Tidx=2p
RangeDataset|start:int64,stop:int64,step:int64|handle:variant|1c,1d|s|29,e6
Rank|input:T|output:int32|a|n
ReadFile|filename:string|contents:string
ReadVariableOp|resource:resource|value:dtype|1g|sf
ReaderNumRecordsProduced|reader_handle:Ref(string)|records_produced:int64||n
ReaderNumRecordsProducedV2|reader_handle:resource|records_produced:int64||s
ReaderNumWorkUnitsCompleted|reader_handle:Ref(string)|units_completed:int64||n
ReaderNumWorkUnitsCompletedV2|reader_handle:resource|units_completed:int64||s
ReaderRead|reader_handle:Ref(string),queue_handle:Ref(string)|key:string,value:string||n
ReaderReadUpTo|reader_handle:Ref(string),queue_handle:Ref(string),num_records:int64|keys:string,values:string||n
ReaderReadUpToV2|reader_handle:resource,queue_handle:resource,num_records:int64|keys:string,values:string||s
ReaderReadV2|reader_handle:resource,queue_handle:resource|key:string,value:string||s
ReaderReset|reader_handle:Ref(string)|||n
ReaderResetV2|reader_handle:resource|||s
ReaderRestoreState|reader_handle:Ref(string),state:string|||n
ReaderRestoreStateV2|reader_handle:resource,state:string|||s
ReaderSerializeState|reader_handle:Ref(string)|state:string||n
ReaderSerializeStateV2|reader_handle:resource|state:string||s
Real|input:T|output:Tout|p,q|f
RealDiv|x:T,y:T|z:T|6d|f||T=1r
RebatchDataset|input_dataset:variant,num_replicas:int64|handle:variant|1c,1d,e7
RebatchDatasetV2|input_dataset:variant,batch_sizes:int64,drop_remainder:bool|handle:variant|1c,1d|l
Reciprocal|x:T|y:T|7|f||T=26
ReciprocalGrad|y:T,dy:T|z:T|8|f
RecordInput||records:string|e8,e9,ea,eb,ec,ed,5a|s
Recv||tensor:tensor_type|ee,ef,eg,eh,ei,ej|sl
ReduceDataset|input_dataset:variant,initial_state:Tstate,other_arguments:Targuments|components:output_types|7h,ek,3n,1c,1d,7i|sn|29
ReduceJoin|inputs:string,reduction_indices:int32|output:string|i,el|n
ReduceSliceMax|data:T,indices:Tindices,axis:int64|output:T|4,8q
ReduceSliceMin|data:T,indices:Tindices,axis:int64|output:T|4,8q
ReduceSliceProd|data:T,indices:Tindices,axis:int64|output:T|4,8q
ReduceSliceSum|data:T,indices:Tindices,axis:int64|output:T|4,8q
RefEnter|data:Ref(T)|output:Ref(T)|a,73,74,75|f
RefExit|data:Ref(T)|output:Ref(T)|a|f
RefIdentity|input:Ref(T)|output:Ref(T)|a|uf
RefMerge|inputs:Ref(N*T)|output:Ref(T),value_index:int32|a,3|f
RefNextIteration|data:Ref(T)|output:Ref(T)|a|f
RefSelect|index:int32,inputs:Ref(N*T)|output:Ref(T)|a,3
RefSwitch|data:Ref(T),pred:bool|output_false:Ref(T),output_true:Ref(T)|a|uf
RegexFullMatch|input:string,pattern:string|output:bool
RegexReplace|input:string,pattern:string,rewrite:string|output:string|em|n
Relu|features:T|activations:T|en|f
Relu6|features:T|activations:T|4l|f
Relu6Grad|gradients:T,features:T|backprops:T|4l|f
ReluGrad|gradients:T,features:T|backprops:T|4l|f
RemoteCall|target:string,args:Tin|output:Tout|eo,ep,7h|s
RepeatDataset|input_dataset:variant,count:int64|handle:variant|1c,1d||29
RequantizationRange|input:Tinput,input_min:float32,input_max:float32|output_min:float32,output_max:float32|dd
RequantizationRangePerChannel|input:T,input_min:float32,input_max:float32|output_min:float32,output_max:float32|eq,er
Requantize|input:Tinput,input_min:float32,input_max:float32,requested_output_min:float32,requested_output_max:float32|output:out_type,output_min:float32,output_max:float32|dd,de
RequantizePerChannel|input:T,input_min:float32,input_max:float32,requested_output_min:float32,requested_output_max:float32|output:out_type,output_min:float32,output_max:float32|eq,dt
Resampler|data:T,warp:T|output:T|1s|f
ResamplerGrad|data:T,warp:T,grad_output:T|grad_data:T,grad_warp:T|1s|n
Reshape|tensor:T,shape:Tshape|output:T|a,4d|f
ResizeArea|images:T,size:int32|resized_images:float32|es,dv|||T=1d
ResizeBicubic|images:T,size:int32|resized_images:float32|es,dv,dw|f||T=1d
ResizeBicubicGrad|grads:float32,original_image:T|output:T|28,dv,dw
ResizeBilinear|images:T,size:int32|resized_images:float32|et,dv,dw|f
ResizeBilinearGrad|grads:float32,original_image:T|output:T|eu,dv,dw
ResizeNearestNeighbor|images:T,size:int32|resized_images:T|es,dv,dw|f||T=1d
ResizeNearestNeighborGrad|grads:T,size:int32|output:T|ev,dv,dw|||T=1d
ResourceAccumulatorApplyGradient|handle:resource,local_step:int64,gradient:dtype||6|s||dtype=2
ResourceAccumulatorNumAccumulated|handle:resource|num_accumulated:int32||s
ResourceAccumulatorSetGlobalStep|handle:resource,new_global_step:int64|||s
ResourceAccumulatorTakeGradient|handle:resource,num_required:int32|average:dtype|6|s||dtype=2
ResourceApplyAdaMax|var:resource,m:resource,v:resource,beta1_power:T,lr:T,beta1:T,beta2:T,epsilon:T,grad:T||4,r|s||T=2
ResourceApplyAdadelta|var:resource,accum:resource,accum_update:resource,lr:T,rho:T,epsilon:T,grad:T||4,r|s||T=2
ResourceApplyAdagrad|var:resource,accum:resource,lr:T,grad:T||4,r,s|s||T=2
ResourceApplyAdagradDA|var:resource,gradient_accumulator:resource,gradient_squared_accumulator:resource,grad:T,lr:T,l1:T,l2:T,global_step:int64||4,r|s||T=2
ResourceApplyAdagradV2|var:resource,accum:resource,lr:T,epsilon:T,grad:T||4,r,s|s||T=2
ResourceApplyAdam|var:resource,m:resource,v:resource,beta1_power:T,beta2_power:T,lr:T,beta1:T,beta2:T,epsilon:T,grad:T||4,r,t|s||T=2
ResourceApplyAdamWithAmsgrad|var:resource,m:resource,v:resource,vhat:resource,beta1_power:T,beta2_power:T,lr:T,beta1:T,beta2:T,epsilon:T,grad:T||4,r|s||T=2
ResourceApplyAddSign|var:resource,m:resource,lr:T,alpha:T,sign_decay:T,beta:T,grad:T||4,r|s||T=2
ResourceApplyCenteredRMSProp|var:resource,mg:resource,ms:resource,mom:resource,lr:T,rho:T,momentum:T,epsilon:T,grad:T||4,r|s||T=2
ResourceApplyFtrl|var:resource,accum:resource,linear:resource,grad:T,lr:T,l1:T,l2:T,lr_power:T||4,r|s|u|T=2
ResourceApplyFtrlV2|var:resource,accum:resource,linear:resource,grad:T,lr:T,l1:T,l2:T,l2_shrinkage:T,lr_power:T||4,r|s|u|T=2
ResourceApplyGradientDescent|var:resource,alpha:T,delta:T||4,r|s||T=2
ResourceApplyKerasMomentum|var:resource,accum:resource,lr:T,grad:T,momentum:T||4,r,t|s||T=2
ResourceApplyMomentum|var:resource,accum:resource,lr:T,grad:T,momentum:T||4,r,t|s||T=2
ResourceApplyPowerSign|var:resource,m:resource,lr:T,logbase:T,sign_decay:T,beta:T,grad:T||4,r|s||T=2
ResourceApplyProximalAdagrad|var:resource,accum:resource,lr:T,l1:T,l2:T,grad:T||4,r|s||T=2
ResourceApplyProximalGradientDescent|var:resource,alpha:T,l1:T,l2:T,delta:T||4,r|s||T=2
ResourceApplyRMSProp|var:resource,ms:resource,mom:resource,lr:T,rho:T,momentum:T,epsilon:T,grad:T||4,r|s||T=2
ResourceConditionalAccumulator||handle:resource|6,5,b,c,3y|s||dtype=2
ResourceCountUpTo|resource:resource|output:T|4e,4f|s
ResourceGather|resource:resource,indices:Tindices|output:dtype|8s,5z,1g,8q|sf
ResourceGatherNd|resource:resource,indices:Tindices|output:dtype|1g,8q|sf
ResourceScatterAdd|resource:resource,indices:Tindices,updates:dtype||6,8q|s||dtype=2
ResourceScatterDiv|resource:resource,indices:Tindices,updates:dtype||6,8q|s||dtype=2
ResourceScatterMax|resource:resource,indices:Tindices,updates:dtype||6,8q|s||dtype=2
ResourceScatterMin|resource:resource,indices:Tindices,updates:dtype||6,8q|s||dtype=2
ResourceScatterMul|resource:resource,indices:Tindices,updates:dtype||6,8q|s||dtype=2
ResourceScatterNdAdd|ref:resource,indices:Tindices,updates:T||a,8q,1f|s
ResourceScatterNdMax|ref:resource,indices:Tindices,updates:T||a,8q,1f|sl
ResourceScatterNdMin|ref:resource,indices:Tindices,updates:T||a,8q,1f|sl
ResourceScatterNdSub|ref:resource,indices:Tindices,updates:T||a,8q,1f|s
ResourceScatterNdUpdate|ref:resource,indices:Tindices,updates:T||a,8q,1f|s
ResourceScatterSub|resource:resource,indices:Tindices,updates:dtype||6,8q|s||dtype=2
ResourceScatterUpdate|resource:resource,indices:Tindices,updates:dtype||1g,8q|s
ResourceSparseApplyAdadelta|var:resource,accum:resource,accum_update:resource,lr:T,rho:T,epsilon:T,grad:T,indices:Tindices||4,8q,r|s||T=2
ResourceSparseApplyAdagrad|var:resource,accum:resource,lr:T,grad:T,indices:Tindices||4,8q,r,s|s||T=2
ResourceSparseApplyAdagradDA|var:resource,gradient_accumulator:resource,gradient_squared_accumulator:resource,grad:T,indices:Tindices,lr:T,l1:T,l2:T,global_step:int64||4,8q,r|s||T=2
ResourceSparseApplyAdagradV2|var:resource,accum:resource,lr:T,epsilon:T,grad:T,indices:Tindices||4,8q,r,s|s||T=2
ResourceSparseApplyCenteredRMSProp|var:resource,mg:resource,ms:resource,mom:resource,lr:T,rho:T,momentum:T,epsilon:T,grad:T,indices:Tindices||4,8q,r|s||T=2
ResourceSparseApplyFtrl|var:resource,accum:resource,linear:resource,grad:T,indices:Tindices,lr:T,l1:T,l2:T,lr_power:T||4,8q,r|s|u|T=2
ResourceSparseApplyFtrlV2|var:resource,accum:resource,linear:resource,grad:T,indices:Tindices,lr:T,l1:T,l2:T,l2_shrinkage:T,lr_power:T||4,8q,r|s|u|T=2
ResourceSparseApplyKerasMomentum|var:resource,accum:resource,lr:T,grad:T,indices:Tindices,momentum:T||4,8q,r,t|s||T=2
ResourceSparseApplyMomentum|var:resource,accum:resource,lr:T,grad:T,indices:Tindices,momentum:T||4,8q,r,t|s||T=2
ResourceSparseApplyProximalAdagrad|var:resource,accum:resource,lr:T,l1:T,l2:T,grad:T,indices:Tindices||4,8q,r|s||T=2
ResourceSparseApplyProximalGradientDescent|var:resource,alpha:T,l1:T,l2:T,grad:T,indices:Tindices||4,8q,r|s||T=2
ResourceSparseApplyRMSProp|var:resource,ms:resource,mom:resource,lr:T,rho:T,momentum:T,epsilon:T,grad:T,indices:Tindices||4,8q,r|s||T=2
ResourceStridedSliceAssign|ref:resource,begin:Index,end:Index,strides:Index,value:T||a,ew,ex,ey,ez,f0,f1|s
Restore|file_pattern:string,tensor_name:string|tensor:dt|f2,f3|s
RestoreSlice|file_pattern:string,tensor_name:string,shape_and_slice:string|tensor:dt|f2,f3|s
RestoreV2|prefix:string,tensor_names:string,shape_and_slices:string|tensors:dtypes|ar|s
Reverse|tensor:T,dims:bool|output:T|f4|f||T=2w
ReverseSequence|input:T,seq_lengths:Tlen|output:T|f5,f6,a,f7|f
ReverseV2|tensor:T,axis:Tidx|output:T|j,f8|f||T=1r
RewriteDataset|input_dataset:variant,rewrite_name:string|handle:variant|1c,1d|l
RightShift|x:T,y:T|z:T|2v|n
Rint|x:T|y:T|1i|f
Roll|input:T,shift:Tshift,axis:Taxis|output:T|a,f9,8t|f
Round|x:T|y:T|7|f||T=26
Rsqrt|x:T|y:T|8|f
RsqrtGrad|y:T,dy:T|z:T|8|f
SampleDistortedBoundingBox|image_size:T,bounding_boxes:float32|begin:T,size:T,bboxes:float32|fa,n,o,fb,fc,fd,fe,ff|sn
SampleDistortedBoundingBoxV2|image_size:T,bounding_boxes:float32,min_object_covered:float32|begin:T,size:T,bboxes:float32|fa,n,o,fc,fd,fe,ff|sn
Save|filename:string,tensor_names:string,data:T||1a|s
SaveDataset|input_dataset:variant,path:string,shard_func_other_args:Tshard_func_args||ac,fg,fh,fi|sl
SaveDatasetV2|input_dataset:variant,path:string,shard_func_other_args:Tshard_func_args|handle:variant|ac,fg,fh,fi,1c,1d|sl
SaveSlices|filename:string,tensor_names:string,shapes_and_slices:string,data:T||1a|s
SaveV2|prefix:string,tensor_names:string,shape_and_slices:string,tensors:dtypes||ar|s
ScalarSummary|tags:string,values:T|summary:string|4l|n
ScaleAndTranslate|images:T,size:int32,scale:float32,translation:float32|resized_images:float32|et,fj,fk|f
ScaleAndTranslateGrad|grads:T,original_image:T,scale:float32,translation:float32|output:T|8i,fj,fk
ScanDataset|input_dataset:variant,initial_state:Tstate,other_arguments:Targuments|handle:variant|7h,ek,3n,1c,1d,7j||fl,29
ScatterAdd|ref:Ref(T),indices:Tindices,updates:T|output_ref:Ref(T)|4,8q,r|n||T=2
ScatterDiv|ref:Ref(T),indices:Tindices,updates:T|output_ref:Ref(T)|4,8q,r|n||T=2
ScatterMax|ref:Ref(T),indices:Tindices,updates:T|output_ref:Ref(T)|fm,8q,r
ScatterMin|ref:Ref(T),indices:Tindices,updates:T|output_ref:Ref(T)|fm,8q,r
ScatterMul|ref:Ref(T),indices:Tindices,updates:T|output_ref:Ref(T)|4,8q,r|n||T=2
ScatterNd|indices:Tindices,updates:T,shape:Tindices|output:T|a,8q|f||Tindices=h
ScatterNdAdd|ref:Ref(T),indices:Tindices,updates:T|output_ref:Ref(T)|4,8q,r|n||T=2
ScatterNdMax|ref:Ref(T),indices:Tindices,updates:T|output_ref:Ref(T)|fn,8q,r|l
ScatterNdMin|ref:Ref(T),indices:Tindices,updates:T|output_ref:Ref(T)|fn,8q,r|l
ScatterNdNonAliasingAdd|input:T,indices:Tindices,updates:T|output:T|fo,8q|f||T=2
ScatterNdSub|ref:Ref(T),indices:Tindices,updates:T|output_ref:Ref(T)|4,8q,r|n||T=2
ScatterNdUpdate|ref:Ref(T),indices:Tindices,updates:T|output_ref:Ref(T)|a,8q,1f|n
ScatterSub|ref:Ref(T),indices:Tindices,updates:T|output_ref:Ref(T)|4,8q,r|n||T=2
ScatterUpdate|ref:Ref(T),indices:Tindices,updates:T|output_ref:Ref(T)|a,8q,1f
SdcaFprint|input:string|output:int64||n
SdcaOptimizer|sparse_example_indices:num_sparse_features*int64,sparse_feature_indices:num_sparse_features*int64,sparse_feature_values:num_sparse_features_with_values*float32,dense_features:num_dense_features*float32,example_weights:float32,example_labels:float32,sparse_indices:num_sparse_features*int64,sparse_weights:num_sparse_features*float32,dense_weights:num_dense_features*float32,example_state_data:float32|out_example_state_data:float32,out_delta_sparse_weights:num_sparse_features*float32,out_delta_dense_weights:num_dense_features*float32|fp,fq,fr,fs,ft,fu,fv,fw,fx|n
SdcaOptimizerV2|sparse_example_indices:num_sparse_features*int64,sparse_feature_indices:num_sparse_features*int64,sparse_feature_values:num_sparse_features_with_values*float32,dense_features:num_dense_features*float32,example_weights:float32,example_labels:float32,sparse_indices:num_sparse_features*int64,sparse_weights:num_sparse_features*float32,dense_weights:num_dense_features*float32,example_state_data:float32|out_example_state_data:float32,out_delta_sparse_weights:num_sparse_features*float32,out_delta_dense_weights:num_dense_features*float32|fp,fy,fr,fs,ft,fu,fv,fw,fx|n
SdcaShrinkL1|weights:Ref(num_features*float32)||fz,fu,fv|n
SegmentMax|data:T,segment_ids:Tindices|output:T|4l,8q|f
SegmentMaxV2|data:T,segment_ids:Tindices,num_segments:Tnumsegments|output:T|4l,8q,g0|l
SegmentMean|data:T,segment_ids:Tindices|output:T|4,8q|f||T=2
SegmentMin|data:T,segment_ids:Tindices|output:T|4l,8q|f
SegmentMinV2|data:T,segment_ids:Tindices,num_segments:Tnumsegments|output:T|4l,8q,g0|l
SegmentProd|data:T,segment_ids:Tindices|output:T|4,8q|||T=2
SegmentProdV2|data:T,segment_ids:Tindices,num_segments:Tnumsegments|output:T|fn,8q,g0|l
SegmentSum|data:T,segment_ids:Tindices|output:T|4,8q|f||T=2
SegmentSumV2|data:T,segment_ids:Tindices,num_segments:Tnumsegments|output:T|fn,8q,g0|l
Select|condition:bool,t:T,e:T|output:T|a|f
SelectV2|condition:bool,t:T,e:T|output:T|a|f
SelfAdjointEig|input:T|output:T|g1||||11 Use SelfAdjointEigV2 instead.
SelfAdjointEigV2|input:T|e:T,v:T|2k,1y|f
Selu|features:T|activations:T|1s|f
SeluGrad|gradients:T,outputs:T|backprops:T|1s|f
Send|tensor:T||a,ef,eg,eh,ei,ej|sl
SerializeIterator|resource_handle:resource|serialized:variant||s|4u
SerializeManySparse|sparse_indices:int64,sparse_values:T,sparse_shape:int64|serialized_sparse:out_type|a,g2
SerializeSparse|sparse_indices:int64,sparse_values:T,sparse_shape:int64|serialized_sparse:out_type|a,g2
SerializeTensor|tensor:T|serialized:string|a|n
SetSize|set_indices:int64,set_values:T,set_shape:int64|size:int32|5z,60|n
SetStatsAggregatorDataset|input_dataset:variant,stats_aggregator:resource,tag:string,counter_prefix:string|handle:variant|1c,1d|s
Shape|input:T|output:out_type|a,aj|n
ShapeN|input:N*T|output:N*out_type|3,a,aj|n
ShardDataset|input_dataset:variant,num_shards:int64,index:int64|handle:variant|g3,1c,1d||29
ShardedFilename|basename:string,shard:int32,num_shards:int32|filename:string
ShardedFilespec|basename:string,num_shards:int32|filename:string
ShuffleAndRepeatDataset|input_dataset:variant,buffer_size:int64,seed:int64,seed2:int64,count:int64|handle:variant|1c,1d||g4,29
ShuffleAndRepeatDatasetV2|input_dataset:variant,buffer_size:int64,seed:int64,seed2:int64,count:int64,seed_generator:resource|handle:variant|g4,1c,1d,29|sl
ShuffleDataset|input_dataset:variant,buffer_size:int64,seed:int64,seed2:int64|handle:variant|g4,1c,1d||29
ShuffleDatasetV2|input_dataset:variant,buffer_size:int64,seed_generator:resource|handle:variant|1c,1d|s|29
ShuffleDatasetV3|input_dataset:variant,buffer_size:int64,seed:int64,seed2:int64,seed_generator:resource|handle:variant|g4,1c,1d,29|sl
Sigmoid|x:T|y:T|8|f
SigmoidGrad|y:T,dy:T|z:T|8|f
Sign|x:T|y:T|7|f||T=26
Sin|x:T|y:T|8|f
SingleImageRandomDotStereograms|depth_values:T|image:uint8|g5,g6,g7,g8,g9,ga,6j,gb,gc,gd,ge,gf,gg|n
Sinh|x:T|y:T|8|f
Size|input:T|output:out_type|a,aj|n
SkipDataset|input_dataset:variant,count:int64|handle:variant|1c,1d||29
SkipGramGenerateCandidates|input_tensor:T,min_skips:int32,max_skips:int32,start:int32,limit:int32,emit_self_as_target:bool|tokens:T,labels:T|a,n,o|sn
Skipgram||vocab_word:string,vocab_freq:int32,words_per_epoch:int64,current_epoch:int32,total_words_processed:int64,examples:int32,labels:int32|gh,gi,gj,gk,gl|s|||19 Moving word2vec into tensorflow_models/tutorials and deprecating its ops here as a result
SleepDataset|input_dataset:variant,sleep_microseconds:int64|handle:variant|1c,1d
Slice|input:T,begin:Index,size:Index|output:T|a,ew|f
SlidingWindowDataset|input_dataset:variant,window_size:int64,window_shift:int64,window_stride:int64|handle:variant|1c,1d
Snapshot|input:T|output:T|a
SnapshotChunkDataset|chunk_file:string|handle:variant|1c,1d,ac|l
SnapshotDataset|input_dataset:variant,path:string|handle:variant|1c,1d,ac,gm,gn,go,gp,gq,gr,gs,gt
SnapshotDatasetV2|input_dataset:variant,path:string,reader_func_other_args:Treader_func_args,shard_func_other_args:Tshard_func_args|handle:variant|1c,1d,ac,gu,gv,gw,gx,ad,fg,ae,fi,29|l
SobolSample|dim:int32,num_results:int32,skip:int32|samples:dtype|gy|l
Softmax|logits:T|softmax:T|1s|f
SoftmaxCrossEntropyWithLogits|features:T,labels:T|loss:T,backprop:T|1s|f
Softplus|features:T|activations:T|1s|f
SoftplusGrad|gradients:T,features:T|backprops:T|1s|f
Softsign|features:T|activations:T|1s|f
SoftsignGrad|gradients:T,features:T|backprops:T|1s
SpaceToBatch|input:T,paddings:Tpaddings|output:T|a,ba,2o|f
SpaceToBatchND|input:T,block_shape:Tblock_shape,paddings:Tpaddings|output:T|a,2p,ba|f
SpaceToDepth|input:T|output:T|a,2o,61|f
SparseAccumulatorApplyGradient|handle:Ref(string),local_step:int64,gradient_indices:int64,gradient_values:dtype,gradient_shape:int64||6,gz|||dtype=2
SparseAccumulatorTakeGradient|handle:Ref(string),num_required:int32|indices:int64,values:dtype,shape:int64|6|||dtype=2
SparseAdd|a_indices:int64,a_values:T,a_shape:int64,b_indices:int64,b_values:T,b_shape:int64,thresh:Treal|sum_indices:int64,sum_values:T,sum_shape:int64|4,h0|f||T=2
SparseAddGrad|backprop_val_grad:T,a_indices:int64,b_indices:int64,sum_indices:int64|a_val_grad:T,b_val_grad:T|4|n||T=2
SparseApplyAdadelta|var:Ref(T),accum:Ref(T),accum_update:Ref(T),lr:T,rho:T,epsilon:T,grad:T,indices:Tindices|out:Ref(T)|4,8q,r|||T=2
SparseApplyAdagrad|var:Ref(T),accum:Ref(T),lr:T,grad:T,indices:Tindices|out:Ref(T)|4,8q,r,s|||T=2
SparseApplyAdagradDA|var:Ref(T),gradient_accumulator:Ref(T),gradient_squared_accumulator:Ref(T),grad:T,indices:Tindices,lr:T,l1:T,l2:T,global_step:int64|out:Ref(T)|4,8q,r|||T=2
SparseApplyAdagradV2|var:Ref(T),accum:Ref(T),lr:T,epsilon:T,grad:T,indices:Tindices|out:Ref(T)|4,8q,r,s|||T=2
SparseApplyCenteredRMSProp|var:Ref(T),mg:Ref(T),ms:Ref(T),mom:Ref(T),lr:T,rho:T,momentum:T,epsilon:T,grad:T,indices:Tindices|out:Ref(T)|4,8q,r|||T=2
SparseApplyFtrl|var:Ref(T),accum:Ref(T),linear:Ref(T),grad:T,indices:Tindices,lr:T,l1:T,l2:T,lr_power:T|out:Ref(T)|4,8q,r||u|T=2
SparseApplyFtrlV2|var:Ref(T),accum:Ref(T),linear:Ref(T),grad:T,indices:Tindices,lr:T,l1:T,l2:T,l2_shrinkage:T,lr_power:T|out:Ref(T)|4,8q,r||u|T=2
SparseApplyMomentum|var:Ref(T),accum:Ref(T),lr:T,grad:T,indices:Tindices,momentum:T|out:Ref(T)|4,8q,r,t|||T=2
SparseApplyProximalAdagrad|var:Ref(T),accum:Ref(T),lr:T,l1:T,l2:T,grad:T,indices:Tindices|out:Ref(T)|4,8q,r|||T=2
SparseApplyProximalGradientDescent|var:Ref(T),alpha:T,l1:T,l2:T,grad:T,indices:Tindices|out:Ref(T)|4,8q,r|||T=2
SparseApplyRMSProp|var:Ref(T),ms:Ref(T),mom:Ref(T),lr:T,rho:T,momentum:T,epsilon:T,grad:T,indices:Tindices|out:Ref(T)|4,8q,r|||T=2
SparseBincount|indices:int64,values:Tidx,dense_shape:int64,size:Tidx,weights:T|output:T|5s,2r,5t|l
SparseConcat|indices:N*int64,values:N*T,shapes:N*int64|output_indices:int64,output_values:T,output_shape:int64|h1,3q,a|n
SparseConditionalAccumulator||handle:Ref(string)|6,5,b,c,3y|s||dtype=2
SparseCountSparseOutput|indices:int64,values:T,dense_shape:int64,weights:output_type|output_indices:int64,output_values:output_type,output_dense_shape:int64|4f,5u,5v,5w,5x|l
SparseCross|indices:N*int64,values:sparse_types,shapes:N*int64,dense_inputs:dense_types|output_indices:int64,output_values:out_type,output_shape:int64|h2,h3,h4,h5,h6,h7,h8,h9
SparseCrossHashed|indices:N*int64,values:sparse_types,shapes:N*int64,dense_inputs:dense_types,num_buckets:int64,strong_hash:bool,salt:int64|output_indices:int64,output_values:int64,output_shape:int64|h2,h6,h7|l
SparseCrossV2|indices:N*int64,values:sparse_types,shapes:N*int64,dense_inputs:dense_types,sep:string|output_indices:int64,output_values:string,output_shape:int64|h2,h6,h7|l
SparseDenseCwiseAdd|sp_indices:int64,sp_values:T,sp_shape:int64,dense:T|output:T|4|f||T=2
SparseDenseCwiseDiv|sp_indices:int64,sp_values:T,sp_shape:int64,dense:T|output:T|4|f||T=2
SparseDenseCwiseMul|sp_indices:int64,sp_values:T,sp_shape:int64,dense:T|output:T|4|f||T=2
SparseFeatureCross|indices:N*int64,values:sparse_types,shapes:N*int64,dense:dense_types|output_indices:int64,output_values:out_type,output_shape:int64|h2,h3,h4,h6,h7,h8,h9|n
SparseFeatureCrossV2|indices:N*int64,values:sparse_types,shapes:N*int64,dense:dense_types|output_indices:int64,output_values:out_type,output_shape:int64|h2,h3,h4,h5,h6,h7,h8,h9|n
SparseFillEmptyRows|indices:int64,values:T,dense_shape:int64,default_value:T|output_indices:int64,output_values:T,empty_row_indicator:bool,reverse_index_map:int64|a|f
SparseFillEmptyRowsGrad|reverse_index_map:int64,grad_values:T|d_values:T,d_default_value:T|a
SparseMatMul|a:Ta,b:Tb|product:float32|at,au,ha,hb,hc,hd|f
SparseReduceMax|input_indices:int64,input_values:T,input_shape:int64,reduction_axes:int32|output:T|i,4l
SparseReduceMaxSparse|input_indices:int64,input_values:T,input_shape:int64,reduction_axes:int32|output_indices:int64,output_values:T,output_shape:int64|i,4l
SparseReduceSum|input_indices:int64,input_values:T,input_shape:int64,reduction_axes:int32|output:T|i,4|f||T=2
SparseReduceSumSparse|input_indices:int64,input_values:T,input_shape:int64,reduction_axes:int32|output_indices:int64,output_values:T,output_shape:int64|i,4|||T=2
SparseReorder|input_indices:int64,input_values:T,input_shape:int64|output_indices:int64,output_values:T|a|f
SparseReshape|input_indices:int64,input_shape:int64,new_shape:int64|output_indices:int64,output_shape:int64
SparseSegmentMean|data:T,indices:Tidx,segment_ids:int32|output:T|28,j|f|he,hf|T=22
SparseSegmentMeanGrad|grad:T,indices:Tidx,segment_ids:int32,output_dim0:int32|output:T|28,j||he|T=22
SparseSegmentMeanGradV2|grad:T,indices:Tidx,segment_ids:Tsegmentids,dense_output_dim0:int32|output:T,sorted_unique_indices:Tidx|1i,j,he|l
SparseSegmentMeanWithNumSegments|data:T,indices:Tidx,segment_ids:int32,num_segments:Tnumsegments|output:T|28,j,g0|f|he,hf|T=22
SparseSegmentSqrtN|data:T,indices:Tidx,segment_ids:int32|output:T|28,j|f|he,hf|T=22
SparseSegmentSqrtNGrad|grad:T,indices:Tidx,segment_ids:int32,output_dim0:int32|output:T|28,j||he|T=22
SparseSegmentSqrtNGradV2|grad:T,indices:Tidx,segment_ids:Tsegmentids,dense_output_dim0:int32|output:T,sorted_unique_indices:Tidx|1i,j,he|l
SparseSegmentSqrtNWithNumSegments|data:T,indices:Tidx,segment_ids:int32,num_segments:Tnumsegments|output:T|28,j,g0|f|he,hf|T=22
SparseSegmentSum|data:T,indices:Tidx,segment_ids:int32|output:T|4l,j|f|he,hf
SparseSegmentSumGrad|grad:T,indices:Tidx,segment_ids:Tsegmentids,output_dim0:int32|output:T|1i,j,he|l
SparseSegmentSumGradV2|grad:T,indices:Tidx,segment_ids:Tsegmentids,dense_output_dim0:int32|output:T,sorted_unique_indices:Tidx|1i,j,he|l
SparseSegmentSumWithNumSegments|data:T,indices:Tidx,segment_ids:int32,num_segments:Tnumsegments|output:T|4l,j,g0|f|he,hf
SparseSlice|indices:int64,values:T,shape:int64,start:int64,size:int64|output_indices:int64,output_values:T,output_shape:int64|a|f
SparseSliceGrad|backprop_val_grad:T,input_indices:int64,input_start:int64,output_indices:int64|val_grad:T|4|||T=2
SparseSoftmax|sp_indices:int64,sp_values:T,sp_shape:int64|output:T|28|f||T=28
SparseSoftmaxCrossEntropyWithLogits|features:T,labels:Tlabels|loss:T,backprop:T|1s,hg|f
SparseSparseMaximum|a_indices:int64,a_values:T,a_shape:int64,b_indices:int64,b_values:T,b_shape:int64|output_indices:int64,output_values:T|4l|f
SparseSparseMinimum|a_indices:int64,a_values:T,a_shape:int64,b_indices:int64,b_values:T,b_shape:int64|output_indices:int64,output_values:T|4|f||T=2
SparseSplit|split_dim:int64,indices:int64,values:T,shape:int64|output_indices:num_split*int64,output_values:num_split*T,output_shape:num_split*int64|hh,a
SparseTensorDenseAdd|a_indices:Tindices,a_values:T,a_shape:Tindices,b:T|output:T|4,8q|f||T=2
SparseTensorDenseMatMul|a_indices:Tindices,a_values:T,a_shape:int64,b:T|product:T|a,hi,hj,hk|f
SparseTensorSliceDataset|indices:int64,values:Tvalues,dense_shape:int64|handle:variant|ag|s
SparseToDense|sparse_indices:Tindices,output_shape:Tindices,sparse_values:T,default_value:T|dense:T|5z,a,8q|f
SparseToSparseSetOperation|set1_indices:int64,set1_values:T,set1_shape:int64,set2_indices:int64,set2_values:T,set2_shape:int64|result_indices:int64,result_values:T,result_shape:int64|5y,5z,60|n
Spence|x:T|y:T|1i|fl
Split|split_dim:int32,value:T|output:num_split*T|hh,a|f
SplitV|value:T,size_splits:Tlen,split_dim:int32|output:num_split*T|hh,a,f7|f||Tlen=2g
SqlDataset|driver_name:string,data_source_name:string,query:string|handle:variant|1c,1d|s
Sqrt|x:T|y:T|8|f
SqrtGrad|y:T,dy:T|z:T|8|f
Square|x:T|y:T|7|f||T=1z
SquaredDifference|x:T,y:T|z:T|7|cf
Squeeze|input:T|output:T|a,hl|f
Stack||handle:Ref(string)|hm,hn|sn
StackClose|handle:Ref(string)|||n
StackCloseV2|handle:resource|||s
StackPop|handle:Ref(string)|elem:elem_type|hm|n
StackPopV2|handle:resource|elem:elem_type|hm|s
StackPush|handle:Ref(string),elem:T|output:T|a,ho|n
StackPushV2|handle:resource,elem:T|output:T|a,ho|s
StackV2|max_size:int32|handle:resource|hm,hn|s
Stage|values:dtypes||al,am,ar,b,c|s
StageClear|||al,am,an,b,c|s
StagePeek|index:int32|values:dtypes|al,am,ar,b,c|s
StageSize||size:int32|al,am,an,b,c|s
StatefulPartitionedCall|args:Tin|output:Tout|3e,3f,7h,cq,cr,cs|s
StatelessCase|branch_index:int32,input:Tin|output:Tout|3e,3f,3g,3h|fl
StatelessIf|cond:Tcond,input:Tin|output:Tout|9b,3e,3f,9c,9d,3h|f
StatelessMultinomial|logits:T,num_samples:int32,seed:Tseed|output:output_dtype|4l,hp,bf|n
StatelessParameterizedTruncatedNormal|shape:S,seed:Tseed,means:dtype,stddevs:dtype,minvals:dtype,maxvals:dtype|output:dtype|dz,hp,e0|fl
StatelessRandomBinomial|shape:S,seed:Tseed,counts:T,probs:T|output:dtype|dz,hp,hq,e2|nl
StatelessRandomGammaV2|shape:T,seed:Tseed,alpha:dtype|output:dtype|e0,4f,hp|fl
StatelessRandomGammaV3|shape:shape_dtype,key:uint64,counter:uint64,alg:int32,alpha:dtype|output:dtype|e0,hr|fl
StatelessRandomGetAlg||alg:int32||sl
StatelessRandomGetKeyCounter|seed:Tseed|key:uint64,counter:uint64|hp|l
StatelessRandomGetKeyCounterAlg|seed:Tseed|key:uint64,counter:uint64,alg:int32|hp|l
StatelessRandomNormal|shape:T,seed:Tseed|output:dtype|hs,32,hp|n
StatelessRandomNormalV2|shape:Tshape,key:uint64,counter:uint64,alg:int32|output:dtype|hs,4d|nl
StatelessRandomPoisson|shape:T,seed:Tseed,lam:Rtype|output:dtype|ht,hu,4f,hp|nl
StatelessRandomUniform|shape:T,seed:Tseed|output:dtype|hs,32,hp|n
StatelessRandomUniformFullInt|shape:T,seed:Tseed|output:dtype|hv,32,hw|nl
StatelessRandomUniformFullIntV2|shape:Tshape,key:uint64,counter:uint64,alg:int32|output:dtype|hv,4d|nl
StatelessRandomUniformInt|shape:T,seed:Tseed,minval:dtype,maxval:dtype|output:dtype|hx,4f,hp|n
StatelessRandomUniformIntV2|shape:Tshape,key:uint64,counter:uint64,alg:int32,minval:dtype,maxval:dtype|output:dtype|hy,4d|nl
StatelessRandomUniformV2|shape:Tshape,key:uint64,counter:uint64,alg:int32|output:dtype|hs,4d|nl
StatelessSampleDistortedBoundingBox|image_size:T,bounding_boxes:float32,min_object_covered:float32,seed:Tseed|begin:T,size:T,bboxes:float32|fa,hz,fc,fd,fe,ff|l
StatelessShuffle|value:T,key:uint64,counter:uint64,alg:int32|output:T|a|l
StatelessTruncatedNormal|shape:T,seed:Tseed|output:dtype|hs,32,hp|n
StatelessTruncatedNormalV2|shape:Tshape,key:uint64,counter:uint64,alg:int32|output:dtype|hs,4d|nl
StatelessWhile|input:T|output:T|8b,i0,8c,3h,75|f
StaticRegexFullMatch|input:string|output:bool|i1
StaticRegexReplace|input:string|output:string|i1,i2,em
StatsAggregatorHandle||handle:resource|b,c|s
StatsAggregatorHandleV2||handle:resource|b,c|s
StatsAggregatorSetSummaryWriter|stats_aggregator:resource,summary:resource|||s
StatsAggregatorSummary|iterator:resource|summary:string||s
StopGradient|input:T|output:T|a|n
StridedSlice|input:T,begin:Index,end:Index,strides:Index|output:T|a,ew,ex,ey,ez,f0,f1|f||Index=h
StridedSliceAssign|ref:Ref(T),begin:Index,end:Index,strides:Index,value:T|output_ref:Ref(T)|a,ew,ex,ey,ez,f0,f1
StridedSliceGrad|shape:Index,begin:Index,end:Index,strides:Index,dy:T|output:T|a,ew,ex,ey,ez,f0,f1|f
StringFormat|inputs:T|output:string|8b,i3,i4,1b
StringJoin|inputs:N*string|output:string|3,el|n
StringLength|input:string|output:int32|i5
StringLower|input:string|output:string|82
StringNGrams|data:string,data_splits:Tsplits|ngrams:string,ngrams_splits:Tsplits|i6,i7,i8,i9,ia,ib,ic
StringSplit|input:string,delimiter:string|indices:int64,values:string,shape:int64|id|n
StringSplitV2|input:string,sep:string|indices:int64,values:string,shape:int64|ie
StringStrip|input:string|output:string
StringToHashBucket|string_tensor:string|output:int64|if|n
StringToHashBucketFast|input:string|output:int64|if|n
StringToHashBucketStrong|input:string|output:int64|if,ig|n
StringToNumber|string_tensor:string|output:out_type|ih|n
StringUpper|input:string|output:string|82
Sub|x:T,y:T|z:T|6d|f||T=1r
Substr|input:string,pos:T,len:T|output:string|4f,i5
Sum|input:T,reduction_indices:Tidx|output:T|i,4,j|f||T=2
Svd|input:T|s:T,u:T,v:T|2l,2m,1y|f
Switch|data:T,pred:bool|output_false:T,output_true:T|a|f
SymbolicGradient|input:Tin|output:Tout|eo,ep,7h
TFRecordDataset|filenames:string,compression_type:string,buffer_size:int64|handle:variant||s|29
TFRecordDatasetV2|filenames:string,compression_type:string,buffer_size:int64,byte_offsets:int64|handle:variant|29|sl
TFRecordReader||reader_handle:Ref(string)|b,c,5a|sn|||26 Use TFRecordReaderV2
TFRecordReaderV2||reader_handle:resource|b,c,5a|s
TakeDataset|input_dataset:variant,count:int64|handle:variant|1c,1d||29
TakeManySparseFromTensorsMap|sparse_handles:int64|sparse_indices:int64,sparse_values:dtype,sparse_shape:int64|1g,b,c|s
TakeWhileDataset|input_dataset:variant,other_arguments:Targuments|handle:variant|7w,3n,1c,1d||29
Tan|x:T|y:T|7|f
Tanh|x:T|y:T|8|f
TanhGrad|y:T,dy:T|z:T|8|f
TemporaryVariable||ref:Ref(dtype)|5,1g,ii|s
TensorArray|size:int32|handle:Ref(string)|1g,ij,ik,il,im|sn|||16 Use TensorArrayV3
TensorArrayClose|handle:Ref(string)|||n|||16 Use TensorArrayCloseV3
TensorArrayCloseV2|handle:string|||n|||26 Use TensorArrayCloseV3
TensorArrayCloseV3|handle:resource|||sn
TensorArrayConcat|handle:Ref(string),flow_in:float32|value:dtype,lengths:int64|1g,in|f|||16 Use TensorArrayGradV3
TensorArrayConcatV2|handle:string,flow_in:float32|value:dtype,lengths:int64|1g,in|f
TensorArrayConcatV3|handle:resource,flow_in:float32|value:dtype,lengths:int64|1g,in|sf
TensorArrayGather|handle:Ref(string),indices:int32,flow_in:float32|value:dtype|1g,im|f|||16 Use TensorArrayGatherV3
TensorArrayGatherV2|handle:string,indices:int32,flow_in:float32|value:dtype|1g,im|f|||26 Use TensorArrayGatherV3
TensorArrayGatherV3|handle:resource,indices:int32,flow_in:float32|value:dtype|1g,im|sf
TensorArrayGrad|handle:string,flow_in:float32|grad_handle:Ref(string)|io|sn|||16 Use TensorArrayGradV3
TensorArrayGradV2|handle:string,flow_in:float32|grad_handle:string|io|sn|||26 Use TensorArrayGradV3
TensorArrayGradV3|handle:resource,flow_in:float32|grad_handle:resource,flow_out:float32|io|sn
TensorArrayGradWithShape|handle:resource,flow_in:float32,shape_to_prepend:int32|grad_handle:resource,flow_out:float32|io|sn
TensorArrayPack|handle:Ref(string),flow_in:float32|value:dtype|1g,im||||16 Use TensorArrayGatherV3 with RangeOp
TensorArrayRead|handle:Ref(string),index:int32,flow_in:float32|value:dtype|1g|f|||16 Use TensorArrayReadV3
TensorArrayReadV2|handle:string,index:int32,flow_in:float32|value:dtype|1g|f|||26 Use TensorArrayReadV3
TensorArrayReadV3|handle:resource,index:int32,flow_in:float32|value:dtype|1g|sf
TensorArrayScatter|handle:Ref(string),indices:int32,value:T,flow_in:float32|flow_out:float32|a|f|||19 Use TensorArrayGradV3
TensorArrayScatterV2|handle:string,indices:int32,value:T,flow_in:float32|flow_out:float32|a|f|||26 Use TensorArrayScatterV3
TensorArrayScatterV3|handle:resource,indices:int32,value:T,flow_in:float32|flow_out:float32|a|sf
TensorArraySize|handle:Ref(string),flow_in:float32|size:int32||n|||16 Use TensorArraySizeV3
TensorArraySizeV2|handle:string,flow_in:float32|size:int32||n|||26 Use TensorArraySizeV3
TensorArraySizeV3|handle:resource,flow_in:float32|size:int32||sn
TensorArraySplit|handle:Ref(string),value:T,lengths:int64,flow_in:float32|flow_out:float32|a|f|||16 Use TensorArraySplitV3
TensorArraySplitV2|handle:string,value:T,lengths:int64,flow_in:float32|flow_out:float32|a|f|||26 Use TensorArraySplitV3
TensorArraySplitV3|handle:resource,value:T,lengths:int64,flow_in:float32|flow_out:float32|a|sf
TensorArrayUnpack|handle:Ref(string),value:T,flow_in:float32|flow_out:float32|a||||20 Use TensorArrayScatterV3 with RangeOp
TensorArrayV2|size:int32|handle:string|1g,im,ij,ik,il|sn|||26 Use TensorArrayV3
TensorArrayV3|size:int32|handle:resource,flow:float32|1g,im,ij,ik,ip,il|sn
TensorArrayWrite|handle:Ref(string),index:int32,value:T,flow_in:float32|flow_out:float32|a|f|||16 Use TensorArrayWriteV3
TensorArrayWriteV2|handle:string,index:int32,value:T,flow_in:float32|flow_out:float32|a|f|||26 Use TensorArrayWriteV3
TensorArrayWriteV3|handle:resource,index:int32,value:T,flow_in:float32|flow_out:float32|a|sf
TensorDataset|components:Toutput_types|handle:variant|br,1d|s|29
TensorListConcat|input_handle:variant|tensor:element_dtype,lengths:int64|6n,im|f
TensorListConcatLists|input_a:variant,input_b:variant|output:variant|6n|n
TensorListConcatV2|input_handle:variant,element_shape:shape_type,leading_dims:int64|tensor:element_dtype,lengths:int64|6n,6o|f
TensorListElementShape|input_handle:variant|element_shape:shape_type|6o|n
TensorListFromTensor|tensor:element_dtype,element_shape:shape_type|output_handle:variant|6n,6o|f
TensorListGather|input_handle:variant,indices:int32,element_shape:int32|values:element_dtype|6n|f
TensorListGetItem|input_handle:variant,index:int32,element_shape:int32|item:element_dtype|6n|f
TensorListLength|input_handle:variant|length:int32||n
TensorListPopBack|input_handle:variant,element_shape:int32|output_handle:variant,tensor:element_dtype|6n|f
TensorListPushBack|input_handle:variant,tensor:element_dtype|output_handle:variant|6n|f
TensorListPushBackBatch|input_handles:variant,tensor:element_dtype|output_handles:variant|6n|n
TensorListReserve|element_shape:shape_type,num_elements:int32|handle:variant|6n,6o
TensorListResize|input_handle:variant,size:int32|output_handle:variant||sf
TensorListScatter|tensor:element_dtype,indices:int32,element_shape:shape_type|output_handle:variant|6n,6o|f
TensorListScatterIntoExistingList|input_handle:variant,tensor:element_dtype,indices:int32|output_handle:variant|6n|f
TensorListScatterV2|tensor:element_dtype,indices:int32,element_shape:shape_type,num_elements:int32|output_handle:variant|6n,6o|f
TensorListSetItem|input_handle:variant,index:int32,item:element_dtype|output_handle:variant|6n|f|iq
TensorListSplit|tensor:element_dtype,element_shape:shape_type,lengths:int64|output_handle:variant|6n,6o|f
TensorListStack|input_handle:variant,element_shape:int32|tensor:element_dtype|6n,ir|f
TensorScatterAdd|tensor:T,indices:Tindices,updates:T|output:T|a,8q|f
TensorScatterMax|tensor:T,indices:Tindices,updates:T|output:T|a,8q|fl
TensorScatterMin|tensor:T,indices:Tindices,updates:T|output:T|a,8q|fl
TensorScatterSub|tensor:T,indices:Tindices,updates:T|output:T|a,8q|f
TensorScatterUpdate|tensor:T,indices:Tindices,updates:T|output:T|a,8q|f||Tindices=i
TensorSliceDataset|components:Toutput_types|handle:variant|br,1d|s|is,29,e6
TensorStridedSliceUpdate|input:T,begin:Index,end:Index,strides:Index,value:T|output:T|a,ew,ex,ey,ez,f0,f1
TensorSummary|tensor:T|summary:string|a,it,iu,iv|n
TensorSummaryV2|tag:string,tensor:T,serialized_summary_metadata:string|summary:string|a|n
TextLineDataset|filenames:string,compression_type:string,buffer_size:int64|handle:variant||s|29
TextLineReader||reader_handle:Ref(string)|iw,b,c|sn|||26 Use TextLineReaderV2
TextLineReaderV2||reader_handle:resource|iw,b,c|s
ThreadPoolDataset|input_dataset:variant,thread_pool:resource|handle:variant|1c,1d|s
ThreadPoolHandle||handle:resource|ix,aq,iy,b,c|s
ThreadUnsafeUnigramCandidateSampler|true_classes:int64|sampled_candidates:int64,true_expected_count:float32,sampled_expected_count:float32|k,l,m,83,n,o|s
Tile|input:T,multiples:Tmultiples|output:T|a,iz|f
TileGrad|input:T,multiples:int32|output:T|a||||3 TileGrad has been replaced with reduce_sum
Timestamp||ts:float64||sn
ToBool|input:T|output:bool|a|l
TopK|input:T|values:T,indices:int32|v,j0,4l|f|||7 Use TopKV2 instead
TopKV2|input:T,k:int32|values:T,indices:int32|j0,4l|f|j1,j2
Transpose|x:T,perm:Tperm|y:T|a,40|f
TridiagonalMatMul|superdiag:T,maindiag:T,subdiag:T,rhs:T|output:T|2n|f
TridiagonalSolve|diagonals:T,rhs:T|output:T|j3,2n|f|j4
TruncateDiv|x:T,y:T|z:T|6d|f||T=1r
TruncateMod|x:T,y:T|z:T|8a
TruncatedNormal|shape:T|output:dtype|n,o,bv,4f|sn
UnbatchDataset|input_dataset:variant|handle:variant|1c,1d||29
UnicodeDecode|input:string|row_splits:Tsplits,char_values:int32|j5,j6,j7,j8,ic
UnicodeDecodeWithOffsets|input:string|row_splits:Tsplits,char_values:int32,char_to_byte_starts:int64|j5,j6,j7,j8,ic
UnicodeEncode|input_values:int32,input_splits:Tsplits|output:string|j9,ja,j7,ic
UnicodeScript|input:int32|output:int32
UnicodeTranscode|input:string|output:string|j5,ja,j6,j7,j8
UniformCandidateSampler|true_classes:int64|sampled_candidates:int64,true_expected_count:float32,sampled_expected_count:float32|k,l,m,83,n,o|s
Unique|x:T|y:T,idx:out_idx|a,a8
UniqueDataset|input_dataset:variant|handle:variant|1c,1d||29
UniqueV2|x:T,axis:Taxis|y:T,idx:out_idx|a,jb,a8
UniqueWithCounts|x:T|y:T,idx:out_idx,count:out_idx|a,a8
UniqueWithCountsV2|x:T,axis:Taxis|y:T,idx:out_idx,count:out_idx|a,jb,a8
Unpack|value:T|output:num*T|jc,a,bt|f
UnravelIndex|indices:Tidx,dims:Tidx|output:Tidx|j
UnsortedSegmentJoin|inputs:string,segment_ids:Tindices,num_segments:Tnumsegments|output:string|el,8q,g0
UnsortedSegmentMax|data:T,segment_ids:Tindices,num_segments:Tnumsegments|output:T|4l,8q,g0|f
UnsortedSegmentMin|data:T,segment_ids:Tindices,num_segments:Tnumsegments|output:T|4l,8q,g0|f
UnsortedSegmentProd|data:T,segment_ids:Tindices,num_segments:Tnumsegments|output:T|4,8q,g0|f||T=2
UnsortedSegmentSum|data:T,segment_ids:Tindices,num_segments:Tnumsegments|output:T|4,8q,g0|f||T=2,Tindices=h
Unstage||values:dtypes|al,am,ar,b,c|s
UnwrapDatasetVariant|input_handle:variant|output_handle:variant
UpperBound|sorted_inputs:T,values:T|output:out_type|a,aj
VarHandleOp||resource:resource|b,c,1g,5|s|jd,je
VarIsInitializedOp|resource:resource|is_initialized:bool||sn
Variable||ref:Ref(dtype)|5,1g,b,c|s
VariableShape|input:resource|output:out_type|aj|sn
VariableV2||ref:Ref(dtype)|5,1g,b,c|s
WALSComputePartialLhsAndRhs|factors:float32,factor_weights:float32,unobserved_weights:float32,input_weights:float32,input_indices:int64,input_values:float32,entry_weights:float32,input_block_size:int64,input_is_transpose:bool|partial_lhs:float32,partial_rhs:float32
Where|input:T|index:int64|jf|||T=2
While|input:T|output:T|8b,i0,8c,3h,75|sf
WholeFileReader||reader_handle:Ref(string)|b,c|sn
WholeFileReaderV2||reader_handle:resource|b,c|s
WindowDataset|input_dataset:variant,size:int64,shift:int64,stride:int64,drop_remainder:bool|handle:variant|1c,1d||29
WindowOp|inputs:Tinputs|handle:variant|1c,1d,jg|l
WrapDatasetVariant|input_handle:variant|output_handle:variant
WriteFile|filename:string,contents:string|||s
Xdivy|x:T,y:T|z:T|6e|f||T=1d
Xlog1py|x:T,y:T|z:T|jh|fl
Xlogy|x:T,y:T|z:T|6e|f||T=1d
ZeroInitializer|ref:Ref(T)|output_ref:Ref(T)|4l|u
ZeroVarInitializer|var:resource|output_var:resource|1g,5|su
ZerosLike|x:T|y:T|a|n
Zeta|x:T,q:T|z:T|28|f
ZipDataset|input_datasets:N*variant|handle:variant|1c,1d,3||29`;
/** The types of all ops. */
export type OpType =
  | 'Abort'
  | 'Abs'
  | 'AccumulateNV2'
  | 'AccumulatorApplyGradient'
  | 'AccumulatorNumAccumulated'
  | 'AccumulatorSetGlobalStep'
  | 'AccumulatorTakeGradient'
  | 'Acos'
  | 'Acosh'
  | 'Add'
  | 'AddManySparseToTensorsMap'
  | 'AddN'
  | 'AddSparseToTensorsMap'
  | 'AddV2'
  | 'AdjustContrast'
  | 'AdjustContrastv2'
  | 'AdjustHsvInYiq'
  | 'AdjustHue'
  | 'AdjustSaturation'
  | 'All'
  | 'AllCandidateSampler'
  | 'Angle'
  | 'Any'
  | 'ApplyAdaMax'
  | 'ApplyAdadelta'
  | 'ApplyAdagrad'
  | 'ApplyAdagradDA'
  | 'ApplyAdagradV2'
  | 'ApplyAdam'
  | 'ApplyAddSign'
  | 'ApplyCenteredRMSProp'
  | 'ApplyFtrl'
  | 'ApplyFtrlV2'
  | 'ApplyGradientDescent'
  | 'ApplyMomentum'
  | 'ApplyPowerSign'
  | 'ApplyProximalAdagrad'
  | 'ApplyProximalGradientDescent'
  | 'ApplyRMSProp'
  | 'ApproxTopK'
  | 'ApproximateEqual'
  | 'ArgMax'
  | 'ArgMin'
  | 'AsString'
  | 'Asin'
  | 'Asinh'
  | 'Assert'
  | 'AssertNextDataset'
  | 'Assign'
  | 'AssignAdd'
  | 'AssignAddVariableOp'
  | 'AssignSub'
  | 'AssignSubVariableOp'
  | 'AssignVariableOp'
  | 'Atan'
  | 'Atan2'
  | 'Atanh'
  | 'AudioSpectrogram'
  | 'AudioSummary'
  | 'AudioSummaryV2'
  | 'AutoShardDataset'
  | 'AvgPool'
  | 'AvgPool3D'
  | 'AvgPool3DGrad'
  | 'AvgPoolGrad'
  | 'BandedTriangularSolve'
  | 'Barrier'
  | 'BarrierClose'
  | 'BarrierIncompleteSize'
  | 'BarrierInsertMany'
  | 'BarrierReadySize'
  | 'BarrierTakeMany'
  | 'BatchCholesky'
  | 'BatchCholeskyGrad'
  | 'BatchDataset'
  | 'BatchDatasetV2'
  | 'BatchFFT'
  | 'BatchFFT2D'
  | 'BatchFFT3D'
  | 'BatchIFFT'
  | 'BatchIFFT2D'
  | 'BatchIFFT3D'
  | 'BatchMatMul'
  | 'BatchMatMulV2'
  | 'BatchMatMulV3'
  | 'BatchMatrixBandPart'
  | 'BatchMatrixDeterminant'
  | 'BatchMatrixDiag'
  | 'BatchMatrixDiagPart'
  | 'BatchMatrixInverse'
  | 'BatchMatrixSetDiag'
  | 'BatchMatrixSolve'
  | 'BatchMatrixSolveLs'
  | 'BatchMatrixTriangularSolve'
  | 'BatchNormWithGlobalNormalization'
  | 'BatchNormWithGlobalNormalizationGrad'
  | 'BatchSelfAdjointEig'
  | 'BatchSelfAdjointEigV2'
  | 'BatchSvd'
  | 'BatchToSpace'
  | 'BatchToSpaceND'
  | 'BesselI0'
  | 'BesselI0e'
  | 'BesselI1'
  | 'BesselI1e'
  | 'BesselJ0'
  | 'BesselJ1'
  | 'BesselK0'
  | 'BesselK0e'
  | 'BesselK1'
  | 'BesselK1e'
  | 'BesselY0'
  | 'BesselY1'
  | 'Betainc'
  | 'BiasAdd'
  | 'BiasAddGrad'
  | 'BiasAddV1'
  | 'Bincount'
  | 'BipartiteMatch'
  | 'Bitcast'
  | 'BitwiseAnd'
  | 'BitwiseOr'
  | 'BitwiseXor'
  | 'BlockLSTM'
  | 'BlockLSTMGrad'
  | 'BlockLSTMGradV2'
  | 'BlockLSTMV2'
  | 'BroadcastArgs'
  | 'BroadcastGradientArgs'
  | 'BroadcastTo'
  | 'Bucketize'
  | 'BytesProducedStatsDataset'
  | 'CSVDataset'
  | 'CTCBeamSearchDecoder'
  | 'CTCGreedyDecoder'
  | 'CTCLoss'
  | 'CTCLossV2'
  | 'CacheDataset'
  | 'CacheDatasetV2'
  | 'Case'
  | 'Cast'
  | 'Ceil'
  | 'CheckNumerics'
  | 'CheckNumericsV2'
  | 'Cholesky'
  | 'CholeskyGrad'
  | 'ChooseFastestBranchDataset'
  | 'ChooseFastestDataset'
  | 'ClipByValue'
  | 'CombinedNonMaxSuppression'
  | 'CompareAndBitpack'
  | 'Complex'
  | 'ComplexAbs'
  | 'ComputeAccidentalHits'
  | 'Concat'
  | 'ConcatOffset'
  | 'ConcatV2'
  | 'ConcatenateDataset'
  | 'ConditionalAccumulator'
  | 'Conj'
  | 'ConjugateTranspose'
  | 'Const'
  | 'ConsumeMutexLock'
  | 'ControlTrigger'
  | 'Conv'
  | 'Conv2D'
  | 'Conv2DBackpropFilter'
  | 'Conv2DBackpropFilterV2'
  | 'Conv2DBackpropInput'
  | 'Conv2DBackpropInputV2'
  | 'Conv3D'
  | 'Conv3DBackpropFilter'
  | 'Conv3DBackpropFilterV2'
  | 'Conv3DBackpropInput'
  | 'Conv3DBackpropInputV2'
  | 'Cos'
  | 'Cosh'
  | 'CountUpTo'
  | 'CropAndResize'
  | 'CropAndResizeGradBoxes'
  | 'CropAndResizeGradImage'
  | 'Cross'
  | 'Cumprod'
  | 'Cumsum'
  | 'CumulativeLogsumexp'
  | 'DataFormatDimMap'
  | 'DataFormatVecPermute'
  | 'DatasetCardinality'
  | 'DatasetFromGraph'
  | 'DatasetToGraph'
  | 'DatasetToGraphV2'
  | 'DatasetToSingleElement'
  | 'DatasetToTFRecord'
  | 'Dawsn'
  | 'DecodeAndCropJpeg'
  | 'DecodeAudio'
  | 'DecodeAudioV2'
  | 'DecodeBase64'
  | 'DecodeBmp'
  | 'DecodeCSV'
  | 'DecodeCompressed'
  | 'DecodeGif'
  | 'DecodeImage'
  | 'DecodeJSONExample'
  | 'DecodeJpeg'
  | 'DecodeLibsvm'
  | 'DecodePaddedRaw'
  | 'DecodePng'
  | 'DecodeProtoV2'
  | 'DecodeRaw'
  | 'DecodeVideo'
  | 'DecodeWav'
  | 'DeepCopy'
  | 'DeleteSessionTensor'
  | 'DenseBincount'
  | 'DenseCountSparseOutput'
  | 'DenseToDenseSetOperation'
  | 'DenseToSparseBatchDataset'
  | 'DenseToSparseSetOperation'
  | 'DepthToSpace'
  | 'DepthwiseConv2dNative'
  | 'DepthwiseConv2dNativeBackpropFilter'
  | 'DepthwiseConv2dNativeBackpropInput'
  | 'Dequantize'
  | 'DeserializeIterator'
  | 'DeserializeManySparse'
  | 'DeserializeSparse'
  | 'DestroyResourceOp'
  | 'DestroyTemporaryVariable'
  | 'DeviceIndex'
  | 'Diag'
  | 'DiagPart'
  | 'Digamma'
  | 'Dilation2D'
  | 'Dilation2DBackpropFilter'
  | 'Dilation2DBackpropInput'
  | 'DirectedInterleaveDataset'
  | 'Div'
  | 'DivNoNan'
  | 'DrawBoundingBoxes'
  | 'DrawBoundingBoxesV2'
  | 'DummyMemoryCache'
  | 'DummySeedGenerator'
  | 'DynamicPartition'
  | 'DynamicStitch'
  | 'EagerPyFunc'
  | 'EditDistance'
  | 'Eig'
  | 'Einsum'
  | 'Elu'
  | 'EluGrad'
  | 'Empty'
  | 'EmptyTensorList'
  | 'EncodeAudio'
  | 'EncodeAudioV2'
  | 'EncodeBase64'
  | 'EncodeJpeg'
  | 'EncodeJpegVariableQuality'
  | 'EncodePng'
  | 'EncodeProto'
  | 'EncodeWav'
  | 'EnsureShape'
  | 'Enter'
  | 'Equal'
  | 'Erf'
  | 'Erfc'
  | 'Erfinv'
  | 'EuclideanNorm'
  | 'Exit'
  | 'Exp'
  | 'ExpandDims'
  | 'ExperimentalGroupByReducerDataset'
  | 'ExperimentalLMDBDataset'
  | 'ExperimentalMapDataset'
  | 'ExperimentalSlidingWindowDataset'
  | 'Expint'
  | 'Expm1'
  | 'ExtractGlimpse'
  | 'ExtractGlimpseV2'
  | 'ExtractImagePatches'
  | 'ExtractJpegShape'
  | 'ExtractVolumePatches'
  | 'FFT'
  | 'FFT2D'
  | 'FFT3D'
  | 'FFTND'
  | 'FIFOQueue'
  | 'FIFOQueueV2'
  | 'FakeParam'
  | 'FakeQuantWithMinMaxArgs'
  | 'FakeQuantWithMinMaxArgsGradient'
  | 'FakeQuantWithMinMaxVars'
  | 'FakeQuantWithMinMaxVarsGradient'
  | 'FakeQuantWithMinMaxVarsPerChannel'
  | 'FakeQuantWithMinMaxVarsPerChannelGradient'
  | 'FakeQueue'
  | 'Fill'
  | 'FilterByLastComponentDataset'
  | 'FilterDataset'
  | 'FinalizeDataset'
  | 'Fingerprint'
  | 'FixedLengthRecordDataset'
  | 'FixedLengthRecordDatasetV2'
  | 'FixedLengthRecordReader'
  | 'FixedLengthRecordReaderV2'
  | 'FixedUnigramCandidateSampler'
  | 'FlatMapDataset'
  | 'Floor'
  | 'FloorDiv'
  | 'FloorMod'
  | 'For'
  | 'FractionalAvgPool'
  | 'FractionalAvgPoolGrad'
  | 'FractionalMaxPool'
  | 'FractionalMaxPoolGrad'
  | 'FresnelCos'
  | 'FresnelSin'
  | 'FusedBatchNorm'
  | 'FusedBatchNormGrad'
  | 'FusedBatchNormGradV2'
  | 'FusedBatchNormGradV3'
  | 'FusedBatchNormV2'
  | 'FusedBatchNormV3'
  | 'FusedPadConv2D'
  | 'FusedResizeAndPadConv2D'
  | 'GRUBlockCell'
  | 'GRUBlockCellGrad'
  | 'Gather'
  | 'GatherNd'
  | 'GatherTree'
  | 'GatherV2'
  | 'GenerateBoundingBoxProposals'
  | 'GenerateVocabRemapping'
  | 'GeneratorDataset'
  | 'GetOptions'
  | 'GetSessionHandle'
  | 'GetSessionHandleV2'
  | 'GetSessionTensor'
  | 'Greater'
  | 'GreaterEqual'
  | 'GroupByWindowDataset'
  | 'GuaranteeConst'
  | 'HSVToRGB'
  | 'HashTable'
  | 'HashTableV2'
  | 'HistogramFixedWidth'
  | 'HistogramSummary'
  | 'IFFT'
  | 'IFFT2D'
  | 'IFFT3D'
  | 'IFFTND'
  | 'IRFFT'
  | 'IRFFT2D'
  | 'IRFFT3D'
  | 'IRFFTND'
  | 'Identity'
  | 'IdentityN'
  | 'IdentityReader'
  | 'IdentityReaderV2'
  | 'If'
  | 'Igamma'
  | 'IgammaGradA'
  | 'Igammac'
  | 'IgnoreErrorsDataset'
  | 'Imag'
  | 'ImageConnectedComponents'
  | 'ImageProjectiveTransform'
  | 'ImageProjectiveTransformV2'
  | 'ImageProjectiveTransformV3'
  | 'ImageSummary'
  | 'ImmutableConst'
  | 'InTopK'
  | 'InTopKV2'
  | 'InitializeTable'
  | 'InitializeTableFromTextFile'
  | 'InitializeTableFromTextFileV2'
  | 'InitializeTableV2'
  | 'InplaceAdd'
  | 'InplaceSub'
  | 'InplaceUpdate'
  | 'InterleaveDataset'
  | 'Inv'
  | 'InvGrad'
  | 'Invert'
  | 'InvertPermutation'
  | 'IsFinite'
  | 'IsInf'
  | 'IsNan'
  | 'IsVariableInitialized'
  | 'IsotonicRegression'
  | 'Iterator'
  | 'IteratorFromStringHandle'
  | 'IteratorFromStringHandleV2'
  | 'IteratorGetNext'
  | 'IteratorGetNextAsOptional'
  | 'IteratorGetNextSync'
  | 'IteratorToStringHandle'
  | 'IteratorV2'
  | 'L2Loss'
  | 'LMDBDataset'
  | 'LMDBReader'
  | 'LRN'
  | 'LRNGrad'
  | 'LSTMBlockCell'
  | 'LSTMBlockCellGrad'
  | 'LatencyStatsDataset'
  | 'LeakyRelu'
  | 'LeakyReluGrad'
  | 'LearnedUnigramCandidateSampler'
  | 'LeftShift'
  | 'LegacyParallelInterleaveDatasetV2'
  | 'Less'
  | 'LessEqual'
  | 'Lgamma'
  | 'LinSpace'
  | 'ListDiff'
  | 'LoadAndRemapMatrix'
  | 'LoadDataset'
  | 'Log'
  | 'Log1p'
  | 'LogMatrixDeterminant'
  | 'LogSoftmax'
  | 'LogUniformCandidateSampler'
  | 'LogicalAnd'
  | 'LogicalNot'
  | 'LogicalOr'
  | 'LookupTableExport'
  | 'LookupTableExportV2'
  | 'LookupTableFind'
  | 'LookupTableFindV2'
  | 'LookupTableImport'
  | 'LookupTableImportV2'
  | 'LookupTableInsert'
  | 'LookupTableInsertV2'
  | 'LookupTableRemoveV2'
  | 'LookupTableSize'
  | 'LookupTableSizeV2'
  | 'LoopCond'
  | 'LowerBound'
  | 'Lu'
  | 'MakeIterator'
  | 'MapAndBatchDataset'
  | 'MapClear'
  | 'MapDataset'
  | 'MapDefun'
  | 'MapIncompleteSize'
  | 'MapPeek'
  | 'MapSize'
  | 'MapStage'
  | 'MapUnstage'
  | 'MapUnstageNoKey'
  | 'MaskedMatmul'
  | 'MatMul'
  | 'MatchingFiles'
  | 'MatchingFilesDataset'
  | 'MatrixBandPart'
  | 'MatrixDeterminant'
  | 'MatrixDiag'
  | 'MatrixDiagPart'
  | 'MatrixDiagPartV2'
  | 'MatrixDiagPartV3'
  | 'MatrixDiagV2'
  | 'MatrixDiagV3'
  | 'MatrixExponential'
  | 'MatrixInverse'
  | 'MatrixLogarithm'
  | 'MatrixSetDiag'
  | 'MatrixSetDiagV2'
  | 'MatrixSetDiagV3'
  | 'MatrixSolve'
  | 'MatrixSolveLs'
  | 'MatrixSquareRoot'
  | 'MatrixTriangularSolve'
  | 'Max'
  | 'MaxIntraOpParallelismDataset'
  | 'MaxPool'
  | 'MaxPool3D'
  | 'MaxPool3DGrad'
  | 'MaxPool3DGradGrad'
  | 'MaxPoolGrad'
  | 'MaxPoolGradGrad'
  | 'MaxPoolGradGradV2'
  | 'MaxPoolGradGradWithArgmax'
  | 'MaxPoolGradV2'
  | 'MaxPoolGradWithArgmax'
  | 'MaxPoolV2'
  | 'MaxPoolWithArgmax'
  | 'Maximum'
  | 'Mean'
  | 'Merge'
  | 'MergeSummary'
  | 'MergeV2Checkpoints'
  | 'Mfcc'
  | 'Min'
  | 'Minimum'
  | 'MirrorPad'
  | 'MirrorPadGrad'
  | 'Mod'
  | 'ModelDataset'
  | 'Mul'
  | 'MulNoNan'
  | 'Multinomial'
  | 'MutableDenseHashTable'
  | 'MutableDenseHashTableV2'
  | 'MutableHashTable'
  | 'MutableHashTableOfTensors'
  | 'MutableHashTableOfTensorsV2'
  | 'MutableHashTableV2'
  | 'MutexLock'
  | 'MutexV2'
  | 'Ndtri'
  | 'Neg'
  | 'NextAfter'
  | 'NextIteration'
  | 'NoOp'
  | 'NonMaxSuppression'
  | 'NonMaxSuppressionV2'
  | 'NonMaxSuppressionV3'
  | 'NonMaxSuppressionV4'
  | 'NonMaxSuppressionV5'
  | 'NonMaxSuppressionWithOverlaps'
  | 'NonSerializableDataset'
  | 'NotEqual'
  | 'NthElement'
  | 'ObtainNext'
  | 'OneHot'
  | 'OneShotIterator'
  | 'OnesLike'
  | 'OptimizeDataset'
  | 'OptimizeDatasetV2'
  | 'OptionalFromValue'
  | 'OptionalGetValue'
  | 'OptionalHasValue'
  | 'OptionalNone'
  | 'OptionsDataset'
  | 'OrderedMapClear'
  | 'OrderedMapIncompleteSize'
  | 'OrderedMapPeek'
  | 'OrderedMapSize'
  | 'OrderedMapStage'
  | 'OrderedMapUnstage'
  | 'OrderedMapUnstageNoKey'
  | 'Pack'
  | 'Pad'
  | 'PadV2'
  | 'PaddedBatchDataset'
  | 'PaddedBatchDatasetV2'
  | 'PaddingFIFOQueue'
  | 'PaddingFIFOQueueV2'
  | 'ParallelBatchDataset'
  | 'ParallelConcat'
  | 'ParallelDynamicStitch'
  | 'ParallelFilterDataset'
  | 'ParallelInterleaveDataset'
  | 'ParallelInterleaveDatasetV2'
  | 'ParallelInterleaveDatasetV3'
  | 'ParallelInterleaveDatasetV4'
  | 'ParallelMapDataset'
  | 'ParallelMapDatasetV2'
  | 'ParameterizedTruncatedNormal'
  | 'ParseExample'
  | 'ParseExampleDataset'
  | 'ParseExampleV2'
  | 'ParseSequenceExample'
  | 'ParseSequenceExampleV2'
  | 'ParseSingleExample'
  | 'ParseSingleSequenceExample'
  | 'ParseTensor'
  | 'PartitionedCall'
  | 'PeriodicResample'
  | 'PeriodicResampleOpGrad'
  | 'Placeholder'
  | 'PlaceholderV2'
  | 'PlaceholderWithDefault'
  | 'Polygamma'
  | 'PopulationCount'
  | 'Pow'
  | 'PrefetchDataset'
  | 'PreventGradient'
  | 'Print'
  | 'PrintV2'
  | 'PriorityQueue'
  | 'PriorityQueueV2'
  | 'PrivateThreadPoolDataset'
  | 'Prod'
  | 'PyFunc'
  | 'PyFuncStateless'
  | 'Qr'
  | 'QuantizeAndDequantize'
  | 'QuantizeAndDequantizeV2'
  | 'QuantizeAndDequantizeV3'
  | 'QuantizeAndDequantizeV4'
  | 'QuantizeAndDequantizeV4Grad'
  | 'QuantizeDownAndShrinkRange'
  | 'QuantizeV2'
  | 'QuantizedAdd'
  | 'QuantizedAvgPool'
  | 'QuantizedBatchNormWithGlobalNormalization'
  | 'QuantizedBiasAdd'
  | 'QuantizedConcat'
  | 'QuantizedConcatV2'
  | 'QuantizedConv2D'
  | 'QuantizedInstanceNorm'
  | 'QuantizedMatMul'
  | 'QuantizedMaxPool'
  | 'QuantizedMul'
  | 'QuantizedRelu'
  | 'QuantizedRelu6'
  | 'QuantizedReluX'
  | 'QuantizedReshape'
  | 'QuantizedResizeBilinear'
  | 'QueueClose'
  | 'QueueCloseV2'
  | 'QueueDequeue'
  | 'QueueDequeueMany'
  | 'QueueDequeueManyV2'
  | 'QueueDequeueUpTo'
  | 'QueueDequeueUpToV2'
  | 'QueueDequeueV2'
  | 'QueueEnqueue'
  | 'QueueEnqueueMany'
  | 'QueueEnqueueManyV2'
  | 'QueueEnqueueV2'
  | 'QueueIsClosed'
  | 'QueueIsClosedV2'
  | 'QueueSize'
  | 'QueueSizeV2'
  | 'RFFT'
  | 'RFFT2D'
  | 'RFFT3D'
  | 'RFFTND'
  | 'RGBToHSV'
  | 'RandomCrop'
  | 'RandomDataset'
  | 'RandomDatasetV2'
  | 'RandomGamma'
  | 'RandomGammaGrad'
  | 'RandomPoisson'
  | 'RandomPoissonV2'
  | 'RandomShuffle'
  | 'RandomShuffleQueue'
  | 'RandomShuffleQueueV2'
  | 'RandomStandardNormal'
  | 'RandomUniform'
  | 'RandomUniformInt'
  | 'Range'
  | 'RangeDataset'
  | 'Rank'
  | 'ReadFile'
  | 'ReadVariableOp'
  | 'ReaderNumRecordsProduced'
  | 'ReaderNumRecordsProducedV2'
  | 'ReaderNumWorkUnitsCompleted'
  | 'ReaderNumWorkUnitsCompletedV2'
  | 'ReaderRead'
  | 'ReaderReadUpTo'
  | 'ReaderReadUpToV2'
  | 'ReaderReadV2'
  | 'ReaderReset'
  | 'ReaderResetV2'
  | 'ReaderRestoreState'
  | 'ReaderRestoreStateV2'
  | 'ReaderSerializeState'
  | 'ReaderSerializeStateV2'
  | 'Real'
  | 'RealDiv'
  | 'RebatchDataset'
  | 'RebatchDatasetV2'
  | 'Reciprocal'
  | 'ReciprocalGrad'
  | 'RecordInput'
  | 'Recv'
  | 'ReduceDataset'
  | 'ReduceJoin'
  | 'ReduceSliceMax'
  | 'ReduceSliceMin'
  | 'ReduceSliceProd'
  | 'ReduceSliceSum'
  | 'RefEnter'
  | 'RefExit'
  | 'RefIdentity'
  | 'RefMerge'
  | 'RefNextIteration'
  | 'RefSelect'
  | 'RefSwitch'
  | 'RegexFullMatch'
  | 'RegexReplace'
  | 'Relu'
  | 'Relu6'
  | 'Relu6Grad'
  | 'ReluGrad'
  | 'RemoteCall'
  | 'RepeatDataset'
  | 'RequantizationRange'
  | 'RequantizationRangePerChannel'
  | 'Requantize'
  | 'RequantizePerChannel'
  | 'Resampler'
  | 'ResamplerGrad'
  | 'Reshape'
  | 'ResizeArea'
  | 'ResizeBicubic'
  | 'ResizeBicubicGrad'
  | 'ResizeBilinear'
  | 'ResizeBilinearGrad'
  | 'ResizeNearestNeighbor'
  | 'ResizeNearestNeighborGrad'
  | 'ResourceAccumulatorApplyGradient'
  | 'ResourceAccumulatorNumAccumulated'
  | 'ResourceAccumulatorSetGlobalStep'
  | 'ResourceAccumulatorTakeGradient'
  | 'ResourceApplyAdaMax'
  | 'ResourceApplyAdadelta'
  | 'ResourceApplyAdagrad'
  | 'ResourceApplyAdagradDA'
  | 'ResourceApplyAdagradV2'
  | 'ResourceApplyAdam'
  | 'ResourceApplyAdamWithAmsgrad'
  | 'ResourceApplyAddSign'
  | 'ResourceApplyCenteredRMSProp'
  | 'ResourceApplyFtrl'
  | 'ResourceApplyFtrlV2'
  | 'ResourceApplyGradientDescent'
  | 'ResourceApplyKerasMomentum'
  | 'ResourceApplyMomentum'
  | 'ResourceApplyPowerSign'
  | 'ResourceApplyProximalAdagrad'
  | 'ResourceApplyProximalGradientDescent'
  | 'ResourceApplyRMSProp'
  | 'ResourceConditionalAccumulator'
  | 'ResourceCountUpTo'
  | 'ResourceGather'
  | 'ResourceGatherNd'
  | 'ResourceScatterAdd'
  | 'ResourceScatterDiv'
  | 'ResourceScatterMax'
  | 'ResourceScatterMin'
  | 'ResourceScatterMul'
  | 'ResourceScatterNdAdd'
  | 'ResourceScatterNdMax'
  | 'ResourceScatterNdMin'
  | 'ResourceScatterNdSub'
  | 'ResourceScatterNdUpdate'
  | 'ResourceScatterSub'
  | 'ResourceScatterUpdate'
  | 'ResourceSparseApplyAdadelta'
  | 'ResourceSparseApplyAdagrad'
  | 'ResourceSparseApplyAdagradDA'
  | 'ResourceSparseApplyAdagradV2'
  | 'ResourceSparseApplyCenteredRMSProp'
  | 'ResourceSparseApplyFtrl'
  | 'ResourceSparseApplyFtrlV2'
  | 'ResourceSparseApplyKerasMomentum'
  | 'ResourceSparseApplyMomentum'
  | 'ResourceSparseApplyProximalAdagrad'
  | 'ResourceSparseApplyProximalGradientDescent'
  | 'ResourceSparseApplyRMSProp'
  | 'ResourceStridedSliceAssign'
  | 'Restore'
  | 'RestoreSlice'
  | 'RestoreV2'
  | 'Reverse'
  | 'ReverseSequence'
  | 'ReverseV2'
  | 'RewriteDataset'
  | 'RightShift'
  | 'Rint'
  | 'Roll'
  | 'Round'
  | 'Rsqrt'
  | 'RsqrtGrad'
  | 'SampleDistortedBoundingBox'
  | 'SampleDistortedBoundingBoxV2'
  | 'Save'
  | 'SaveDataset'
  | 'SaveDatasetV2'
  | 'SaveSlices'
  | 'SaveV2'
  | 'ScalarSummary'
  | 'ScaleAndTranslate'
  | 'ScaleAndTranslateGrad'
  | 'ScanDataset'
  | 'ScatterAdd'
  | 'ScatterDiv'
  | 'ScatterMax'
  | 'ScatterMin'
  | 'ScatterMul'
  | 'ScatterNd'
  | 'ScatterNdAdd'
  | 'ScatterNdMax'
  | 'ScatterNdMin'
  | 'ScatterNdNonAliasingAdd'
  | 'ScatterNdSub'
  | 'ScatterNdUpdate'
  | 'ScatterSub'
  | 'ScatterUpdate'
  | 'SdcaFprint'
  | 'SdcaOptimizer'
  | 'SdcaOptimizerV2'
  | 'SdcaShrinkL1'
  | 'SegmentMax'
  | 'SegmentMaxV2'
  | 'SegmentMean'
  | 'SegmentMin'
  | 'SegmentMinV2'
  | 'SegmentProd'
  | 'SegmentProdV2'
  | 'SegmentSum'
  | 'SegmentSumV2'
  | 'Select'
  | 'SelectV2'
  | 'SelfAdjointEig'
  | 'SelfAdjointEigV2'
  | 'Selu'
  | 'SeluGrad'
  | 'Send'
  | 'SerializeIterator'
  | 'SerializeManySparse'
  | 'SerializeSparse'
  | 'SerializeTensor'
  | 'SetSize'
  | 'SetStatsAggregatorDataset'
  | 'Shape'
  | 'ShapeN'
  | 'ShardDataset'
  | 'ShardedFilename'
  | 'ShardedFilespec'
  | 'ShuffleAndRepeatDataset'
  | 'ShuffleAndRepeatDatasetV2'
  | 'ShuffleDataset'
  | 'ShuffleDatasetV2'
  | 'ShuffleDatasetV3'
  | 'Sigmoid'
  | 'SigmoidGrad'
  | 'Sign'
  | 'Sin'
  | 'SingleImageRandomDotStereograms'
  | 'Sinh'
  | 'Size'
  | 'SkipDataset'
  | 'SkipGramGenerateCandidates'
  | 'Skipgram'
  | 'SleepDataset'
  | 'Slice'
  | 'SlidingWindowDataset'
  | 'Snapshot'
  | 'SnapshotChunkDataset'
  | 'SnapshotDataset'
  | 'SnapshotDatasetV2'
  | 'SobolSample'
  | 'Softmax'
  | 'SoftmaxCrossEntropyWithLogits'
  | 'Softplus'
  | 'SoftplusGrad'
  | 'Softsign'
  | 'SoftsignGrad'
  | 'SpaceToBatch'
  | 'SpaceToBatchND'
  | 'SpaceToDepth'
  | 'SparseAccumulatorApplyGradient'
  | 'SparseAccumulatorTakeGradient'
  | 'SparseAdd'
  | 'SparseAddGrad'
  | 'SparseApplyAdadelta'
  | 'SparseApplyAdagrad'
  | 'SparseApplyAdagradDA'
  | 'SparseApplyAdagradV2'
  | 'SparseApplyCenteredRMSProp'
  | 'SparseApplyFtrl'
  | 'SparseApplyFtrlV2'
  | 'SparseApplyMomentum'
  | 'SparseApplyProximalAdagrad'
  | 'SparseApplyProximalGradientDescent'
  | 'SparseApplyRMSProp'
  | 'SparseBincount'
  | 'SparseConcat'
  | 'SparseConditionalAccumulator'
  | 'SparseCountSparseOutput'
  | 'SparseCross'
  | 'SparseCrossHashed'
  | 'SparseCrossV2'
  | 'SparseDenseCwiseAdd'
  | 'SparseDenseCwiseDiv'
  | 'SparseDenseCwiseMul'
  | 'SparseFeatureCross'
  | 'SparseFeatureCrossV2'
  | 'SparseFillEmptyRows'
  | 'SparseFillEmptyRowsGrad'
  | 'SparseMatMul'
  | 'SparseReduceMax'
  | 'SparseReduceMaxSparse'
  | 'SparseReduceSum'
  | 'SparseReduceSumSparse'
  | 'SparseReorder'
  | 'SparseReshape'
  | 'SparseSegmentMean'
  | 'SparseSegmentMeanGrad'
  | 'SparseSegmentMeanGradV2'
  | 'SparseSegmentMeanWithNumSegments'
  | 'SparseSegmentSqrtN'
  | 'SparseSegmentSqrtNGrad'
  | 'SparseSegmentSqrtNGradV2'
  | 'SparseSegmentSqrtNWithNumSegments'
  | 'SparseSegmentSum'
  | 'SparseSegmentSumGrad'
  | 'SparseSegmentSumGradV2'
  | 'SparseSegmentSumWithNumSegments'
  | 'SparseSlice'
  | 'SparseSliceGrad'
  | 'SparseSoftmax'
  | 'SparseSoftmaxCrossEntropyWithLogits'
  | 'SparseSparseMaximum'
  | 'SparseSparseMinimum'
  | 'SparseSplit'
  | 'SparseTensorDenseAdd'
  | 'SparseTensorDenseMatMul'
  | 'SparseTensorSliceDataset'
  | 'SparseToDense'
  | 'SparseToSparseSetOperation'
  | 'Spence'
  | 'Split'
  | 'SplitV'
  | 'SqlDataset'
  | 'Sqrt'
  | 'SqrtGrad'
  | 'Square'
  | 'SquaredDifference'
  | 'Squeeze'
  | 'Stack'
  | 'StackClose'
  | 'StackCloseV2'
  | 'StackPop'
  | 'StackPopV2'
  | 'StackPush'
  | 'StackPushV2'
  | 'StackV2'
  | 'Stage'
  | 'StageClear'
  | 'StagePeek'
  | 'StageSize'
  | 'StatefulPartitionedCall'
  | 'StatelessCase'
  | 'StatelessIf'
  | 'StatelessMultinomial'
  | 'StatelessParameterizedTruncatedNormal'
  | 'StatelessRandomBinomial'
  | 'StatelessRandomGammaV2'
  | 'StatelessRandomGammaV3'
  | 'StatelessRandomGetAlg'
  | 'StatelessRandomGetKeyCounter'
  | 'StatelessRandomGetKeyCounterAlg'
  | 'StatelessRandomNormal'
  | 'StatelessRandomNormalV2'
  | 'StatelessRandomPoisson'
  | 'StatelessRandomUniform'
  | 'StatelessRandomUniformFullInt'
  | 'StatelessRandomUniformFullIntV2'
  | 'StatelessRandomUniformInt'
  | 'StatelessRandomUniformIntV2'
  | 'StatelessRandomUniformV2'
  | 'StatelessSampleDistortedBoundingBox'
  | 'StatelessShuffle'
  | 'StatelessTruncatedNormal'
  | 'StatelessTruncatedNormalV2'
  | 'StatelessWhile'
  | 'StaticRegexFullMatch'
  | 'StaticRegexReplace'
  | 'StatsAggregatorHandle'
  | 'StatsAggregatorHandleV2'
  | 'StatsAggregatorSetSummaryWriter'
  | 'StatsAggregatorSummary'
  | 'StopGradient'
  | 'StridedSlice'
  | 'StridedSliceAssign'
  | 'StridedSliceGrad'
  | 'StringFormat'
  | 'StringJoin'
  | 'StringLength'
  | 'StringLower'
  | 'StringNGrams'
  | 'StringSplit'
  | 'StringSplitV2'
  | 'StringStrip'
  | 'StringToHashBucket'
  | 'StringToHashBucketFast'
  | 'StringToHashBucketStrong'
  | 'StringToNumber'
  | 'StringUpper'
  | 'Sub'
  | 'Substr'
  | 'Sum'
  | 'Svd'
  | 'Switch'
  | 'SymbolicGradient'
  | 'TFRecordDataset'
  | 'TFRecordDatasetV2'
  | 'TFRecordReader'
  | 'TFRecordReaderV2'
  | 'TakeDataset'
  | 'TakeManySparseFromTensorsMap'
  | 'TakeWhileDataset'
  | 'Tan'
  | 'Tanh'
  | 'TanhGrad'
  | 'TemporaryVariable'
  | 'TensorArray'
  | 'TensorArrayClose'
  | 'TensorArrayCloseV2'
  | 'TensorArrayCloseV3'
  | 'TensorArrayConcat'
  | 'TensorArrayConcatV2'
  | 'TensorArrayConcatV3'
  | 'TensorArrayGather'
  | 'TensorArrayGatherV2'
  | 'TensorArrayGatherV3'
  | 'TensorArrayGrad'
  | 'TensorArrayGradV2'
  | 'TensorArrayGradV3'
  | 'TensorArrayGradWithShape'
  | 'TensorArrayPack'
  | 'TensorArrayRead'
  | 'TensorArrayReadV2'
  | 'TensorArrayReadV3'
  | 'TensorArrayScatter'
  | 'TensorArrayScatterV2'
  | 'TensorArrayScatterV3'
  | 'TensorArraySize'
  | 'TensorArraySizeV2'
  | 'TensorArraySizeV3'
  | 'TensorArraySplit'
  | 'TensorArraySplitV2'
  | 'TensorArraySplitV3'
  | 'TensorArrayUnpack'
  | 'TensorArrayV2'
  | 'TensorArrayV3'
  | 'TensorArrayWrite'
  | 'TensorArrayWriteV2'
  | 'TensorArrayWriteV3'
  | 'TensorDataset'
  | 'TensorListConcat'
  | 'TensorListConcatLists'
  | 'TensorListConcatV2'
  | 'TensorListElementShape'
  | 'TensorListFromTensor'
  | 'TensorListGather'
  | 'TensorListGetItem'
  | 'TensorListLength'
  | 'TensorListPopBack'
  | 'TensorListPushBack'
  | 'TensorListPushBackBatch'
  | 'TensorListReserve'
  | 'TensorListResize'
  | 'TensorListScatter'
  | 'TensorListScatterIntoExistingList'
  | 'TensorListScatterV2'
  | 'TensorListSetItem'
  | 'TensorListSplit'
  | 'TensorListStack'
  | 'TensorScatterAdd'
  | 'TensorScatterMax'
  | 'TensorScatterMin'
  | 'TensorScatterSub'
  | 'TensorScatterUpdate'
  | 'TensorSliceDataset'
  | 'TensorStridedSliceUpdate'
  | 'TensorSummary'
  | 'TensorSummaryV2'
  | 'TextLineDataset'
  | 'TextLineReader'
  | 'TextLineReaderV2'
  | 'ThreadPoolDataset'
  | 'ThreadPoolHandle'
  | 'ThreadUnsafeUnigramCandidateSampler'
  | 'Tile'
  | 'TileGrad'
  | 'Timestamp'
  | 'ToBool'
  | 'TopK'
  | 'TopKV2'
  | 'Transpose'
  | 'TridiagonalMatMul'
  | 'TridiagonalSolve'
  | 'TruncateDiv'
  | 'TruncateMod'
  | 'TruncatedNormal'
  | 'UnbatchDataset'
  | 'UnicodeDecode'
  | 'UnicodeDecodeWithOffsets'
  | 'UnicodeEncode'
  | 'UnicodeScript'
  | 'UnicodeTranscode'
  | 'UniformCandidateSampler'
  | 'Unique'
  | 'UniqueDataset'
  | 'UniqueV2'
  | 'UniqueWithCounts'
  | 'UniqueWithCountsV2'
  | 'Unpack'
  | 'UnravelIndex'
  | 'UnsortedSegmentJoin'
  | 'UnsortedSegmentMax'
  | 'UnsortedSegmentMin'
  | 'UnsortedSegmentProd'
  | 'UnsortedSegmentSum'
  | 'Unstage'
  | 'UnwrapDatasetVariant'
  | 'UpperBound'
  | 'VarHandleOp'
  | 'VarIsInitializedOp'
  | 'Variable'
  | 'VariableShape'
  | 'VariableV2'
  | 'WALSComputePartialLhsAndRhs'
  | 'Where'
  | 'While'
  | 'WholeFileReader'
  | 'WholeFileReaderV2'
  | 'WindowDataset'
  | 'WindowOp'
  | 'WrapDatasetVariant'
  | 'WriteFile'
  | 'Xdivy'
  | 'Xlog1py'
  | 'Xlogy'
  | 'ZeroInitializer'
  | 'ZeroVarInitializer'
  | 'ZerosLike'
  | 'Zeta'
  | 'ZipDataset';
