"""The drawing and modelling behind ``make_tabletop.py``.

==================  ==========================================================
module              makes
==================  ==========================================================
``paint``           a supersampled canvas, lettering, badges; deterministic PNG
``noise``           value noise, tileable
``food_art``        a cracker and a tomato
``cracker_art``     the cracker box: front, sides, top and bottom in one atlas
``soup_art``        the soup can: wrapped label, lid and rim in one atlas
``surface_art``     wood of the table and the board, glaze of the turtle's shell
``mesh``            ``Mesh`` and its builders: patch, lathe, box, ellipsoid
``shapes``          the meshes of the still life
``scenery``         the meshes of table, turntable and backdrop
``materials``       ``UsdPreviewSurface`` materials
``stage``           the stage and the layer of labels
==================  ==========================================================

Everything is a pure function of the source: fixed seeds, no system fonts (the letters are Aileron, which Pillow
carries), coordinates rounded to a micrometre, PNG without time stamps. The same versions of numpy, Pillow and
usd-core give the same bytes.
"""
