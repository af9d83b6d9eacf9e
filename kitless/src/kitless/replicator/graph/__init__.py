"""The graph-style API: what is written once and happens with every frame, event or interval.

```
with rep.trigger.on_frame():          Trigger: when
    with rep.create.cube(count=3):        prims: to whom
        rep.modify.pose(                      Operation: what
            position=rep.distribution.uniform((0, 0, 0), (1, 1, 1)))   Distribution: by chance
```

A trigger's context records operations; they are carried out whenever the trigger fires, before that update's frame
is captured. What stands outside any trigger is carried out once, with the App's next update. Prims are there at once.

    items, prims              what the calls give: things that can be written into a `with`
    distributions, choices    random values, each drawn from a stream of its own (see `streams`)
    operations                what is done to which prims with which values
    triggers                  when
    scenario                  the triggers and operations of the open stage
    trigger, create, get, modify, randomizers, settings, layers, utils    the calls, by their Replicator names
"""
