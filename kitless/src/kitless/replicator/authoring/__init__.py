"""``rep.functional``: change the open stage now, and get prims back.

    create, create_batch ─┬─▶ shapes, meshes, cameras, lights, materials, references    what a prim is
                          └─▶ transforms, labels, naming                                where it is, what it is called
    modify, randomizer, physics, get, utils                                             prims that are there already

    targets    which prims are meant        values    which value each of them gets

Everything is written to the stage's edit target, so that a prim that is made in a layer of its own stays there. The
graph-style API changes the stage with these functions, too.
"""
