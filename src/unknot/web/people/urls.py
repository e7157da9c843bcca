"""Addresses of opening, and of the people who are recorded."""

from django.urls import path

from unknot.web.people.own_data import bring, erase, take, your_data
from unknot.web.people.views import close, open_pages, people, person

__all__ = ["app_name", "urlpatterns"]

app_name = "people"
urlpatterns = [
    path("open/", open_pages, name="open"),
    path("close/", close, name="close"),
    path("people/", people, name="people"),
    path("people/back/", bring, name="bring"),
    path("people/<uuid:person_id>/", person, name="person"),
    path("people/<uuid:person_id>/data/", your_data, name="data"),
    path("people/<uuid:person_id>/data/file/", take, name="take"),
    path("people/<uuid:person_id>/erase/", erase, name="erase"),
]
