"""The static site: ``datagov site``.

Every page shows what the commands answer: the blocks of :mod:`datagov_cli.views`, laid out as HTML
by the templates in ``templates/`` with the style and script in ``assets/``. The files of
``api/v1/`` are the JSON documents of the same views. Nothing here says anything of its own about
the data.

Needs Jinja2, which the extra ``site`` installs; :mod:`.templating` is its only user.
"""
