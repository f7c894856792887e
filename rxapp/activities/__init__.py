"""The library of activities (werkvormen) and the running one."""

from rxapp.activities.activities_page import activities_page
from rxapp.activities.activity_page import activity_page
from rxapp.activities.running_page import running_page

__all__ = ["activities_page", "activity_page", "running_page"]
