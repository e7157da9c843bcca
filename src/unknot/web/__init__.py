"""The pages: a Django project, started by ``unknot serve``. The only folder that knows Django."""
