"""Records data/waiting.json: what TensorFlow says to runs that wait and are then cancelled, time out, or see the queue closed.

    python record_waiting.py

A row a case: `id`, and of each run that waits `{code, op, text}`, or its values."""
import json
import os
import re
import threading
import time

from common import DATA, session, tf, write_json

gen = tf.raw_ops


def failure(error):
    text = re.sub(r"\(defined at [^)]*\)", "(defined at <place>)", error.message.split("\n\nOriginal stack")[0])
    return {"code": error.error_code, "op": error.op.name if error.op is not None else None, "text": text}


def start(sess, fetches, found, key, options=None):
    """Runs in a thread; what comes of it is put down under `key`."""
    def body():
        try:
            value = sess.run(fetches, options=options)
            found[key] = None if value is None else [int(each) for each in value] if isinstance(value, list) else int(value)
        except tf.errors.OpError as error:
            found[key] = failure(error)
    thread = threading.Thread(target=body)
    thread.start()
    time.sleep(0.3)
    return thread


def case(name, build):
    graph = tf.Graph()
    found = {}
    with graph.as_default():
        waiting, then = build()
    sess = session(graph)
    threads = [start(sess, fetches, found, key, options) for key, fetches, options in waiting]
    then(sess)
    for thread in threads:
        thread.join()
    return {"id": name, "runs": found}


LIMIT = tf.RunOptions(timeout_in_ms=200)


def queue(**arguments):
    return tf.FIFOQueue(2, tf.int32, shapes=[[]], shared_name="q", name="q", **arguments)


def dequeue_closed_session():
    return [("dequeue", queue().dequeue(), None)], lambda sess: sess.close()


def enqueue_closed_session():
    q = queue()
    fill, more = q.enqueue_many([[1, 2]]), q.enqueue(3)
    return [("fill", fill, None), ("more", more, None)], lambda sess: sess.close()


def dequeue_times_out():
    return [("dequeue", queue().dequeue(), LIMIT)], lambda sess: None


def dequeue_then_close():
    q = queue()
    close = q.close()
    return [("one", q.dequeue(), None), ("many", q.dequeue_many(2), None), ("up_to", q.dequeue_up_to(2), None)], lambda sess: sess.run(close)


def many_then_close():
    q = queue()
    put, close = q.enqueue(7), q.close()
    def then(sess):
        sess.run(put)
        sess.run(close)
    return [("many", q.dequeue_many(2), None), ("up_to", q.dequeue_up_to(2), None)], then


def enqueue_then_cancel():
    q = queue()
    fill, more, rest, cancel = q.enqueue_many([[1, 2]]), q.enqueue(3), q.enqueue_many([[4, 5]]), q.close(cancel_pending_enqueues=True)
    return [("fill", fill, None), ("more", more, None), ("rest", rest, None)], lambda sess: sess.run(cancel)


def enqueue_then_close():
    q = queue()
    fill, more, close, take = q.enqueue_many([[1, 2]]), q.enqueue(3), q.close(), q.dequeue_many(2)
    return [("fill", fill, None), ("more", more, None), ("close", close, None)], lambda sess: sess.run(take)


def in_order():
    q = queue()
    put = q.enqueue_many([[10, 20, 30]])
    return [("first", q.dequeue(), None), ("second", q.dequeue(), None), ("third", q.dequeue(), None)], lambda sess: sess.run(put)


def take_grad_closed_session():
    a = tf.ConditionalAccumulator(tf.float32, [], name="a")
    return [("take", a.take_grad(1), None)], lambda sess: sess.close()


def barrier_closed_session():
    b = gen.Barrier(component_types=[tf.int32], shapes=[[]], name="b")
    return [("take", gen.BarrierTakeMany(handle=b, num_elements=1, component_types=[tf.int32], name="take").indices, None)], lambda sess: sess.close()


CASES = [dequeue_closed_session, enqueue_closed_session, dequeue_times_out, dequeue_then_close, many_then_close, enqueue_then_cancel, enqueue_then_close, in_order, take_grad_closed_session, barrier_closed_session]


if __name__ == "__main__":
    rows = [case(each.__name__, each) for each in CASES]
    write_json(os.path.join(DATA, "waiting.json"), rows)
    for row in rows:
        print(json.dumps(row))
