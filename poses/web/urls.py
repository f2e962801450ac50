"""The library's addresses, all public."""

from __future__ import annotations

from django.urls import path

from poses.web import views

app_name = "poses"

urlpatterns = [
    path("poses/", views.library, name="list"),
    path("poses/collections/<slug:slug>/", views.collection, name="collection"),
    path("poses/<slug:slug>/", views.detail, name="detail"),
    path("poses/<slug:slug>/motion.json", views.motion, name="motion"),
    path("night-cramps/", views.night_cramps, name="night-cramps"),
    path("relief/", views.relief, name="relief"),
    path("relief/<slug:slug>/", views.relief, name="relief-muscle"),
]
