"""The app's table of contents: every page, one line each."""

import reflex as rx
from reflex.utils.prerequisites import get_web_dir

from rxapp import activities, cards, cart, circle, diplomas, folders, groups, home, learner, programmes, routes
from rxapp.office import (
    account_page,
    backups_page,
    changes_page,
    exports_page,
    home_page,
    import_page,
    print_page,
    privacy_page,
    report_page,
    sign_in_page,
    sites_page,
    staff_page,
    tablets_page,
)
from rxapp.office.downloads import downloads
from rxapp.office.failing import app_wraps, note_page_error
from rxapp.office.reconnecting import keep_tokens
from rxapp.server.api import api
from rxapp.server.edge import structured_log
from rxapp.server.edge.access_log import access_log
from rxapp.server.edge.content_policy import content_policy
from rxapp.server.edge.headers import headers
from rxapp.server.edge.own_origin import own_origin
from rxapp.server.privacy.keeping import keep_if_due
from rxapp.server.privacy.retention import upkeep
from rxapp.ui import STYLESHEETS, head

structured_log.configure()
app = rx.App(
    app_wraps=app_wraps(),
    frontend_exception_handler=note_page_error,
    html_lang="nl",
    stylesheets=STYLESHEETS,
    head_components=[*head(), rx.el.link(rel="manifest", href="/manifest.webmanifest")],
    toaster=None,
    api_transformer=[
        *(api, downloads, own_origin, access_log, headers),
        content_policy(get_web_dir() / "build" / "client"),
    ],
)
app.register_lifespan_task(upkeep, every_day=keep_if_due)
keep_tokens(app.event_namespace)

app.add_page(home.for_staff(home.home_page), route=routes.HOME, title="Leerplein")
app.add_page(home.enrol_page, route=routes.ENROL, title="Apparaat aanmelden")
app.add_page(home.for_staff(home.settings_page), route=routes.SETTINGS, title="Dit apparaat")
app.add_page(home.for_staff(home.attention_page), route=routes.ATTENTION, title="Let op")
app.add_page(home.missing_page, route=rx.constants.Page404.SLUG, title="Deze pagina is er niet")
app.add_page(home.for_staff(cart.desk_page), route=routes.DESK, title="De kar")
app.add_page(home.for_staff(cart.requests_page), route=routes.REQUESTS, title="Verzoeken")
app.add_page(home.for_staff(cart.pack_page), route=routes.PACK_LIST, title="Paklijst")
app.add_page(home.for_staff(cart.count_page), route=routes.COUNT, title="Tellen")
app.add_page(home.for_staff(cart.books_page), route=routes.BOOKS, title="Boeken")
app.add_page(home.for_staff(cart.add_book_page), route=routes.ADD_BOOK, title="Nieuw boek")
app.add_page(home.for_staff(cart.book_page), route=routes.BOOK, title="Boek")
app.add_page(home.for_staff(cart.labels_page), route=routes.LABELS, title="Etiketten")
app.add_page(home.for_staff(cart.close_page), route=routes.CLOSE, title="Kardag afsluiten")
app.add_page(home.for_staff(groups.groups_page), route=routes.GROUPS, title="Groepen")
app.add_page(home.for_staff(groups.group_page), route=routes.GROUP, title="Groep")
app.add_page(home.for_staff(groups.planning_page), route=routes.PLANNING, title="Planning")
app.add_page(home.for_staff(groups.handover_page), route=routes.HANDOVER, title="Kaart voor wie invalt")
app.add_page(home.for_staff(groups.modules_page), route=routes.MODULES, title="E-learnings")
app.add_page(home.for_staff(groups.waiting_page), route=routes.WAITING, title="Wachtlijst")
app.add_page(home.for_staff(groups.who_page), route=routes.SESSION, title="Wie is er")
app.add_page(home.for_staff(groups.board_page), route=routes.BOARD, title="Aan de slag")
app.add_page(home.for_staff(groups.closing_page), route=routes.CLOSING, title="Afsluiten")
app.add_page(home.for_staff(activities.running_page), route=routes.RUNNING, title="Draaiboek")
app.add_page(home.for_staff(groups.sheet_page), route=routes.HOUR_SHEET, title="Blad lezen")
app.add_page(home.for_staff(programmes.programmes_page), route=routes.PROGRAMMES, title="Programma's")
app.add_page(home.for_staff(programmes.programme_page), route=routes.PROGRAMME, title="Programma")
app.add_page(home.for_staff(programmes.templates_page), route=routes.TEMPLATES, title="Nieuw programma")
app.add_page(home.for_staff(programmes.holidays_page), route=routes.HOLIDAYS, title="Vakanties")
app.add_page(home.for_staff(activities.activities_page), route=routes.ACTIVITIES, title="Werkvormen")
app.add_page(home.for_staff(activities.activity_page), route=routes.ACTIVITY, title="Werkvorm")
app.add_page(home.for_staff(folders.learners_page), route=routes.LEARNERS, title="Mapjes")
app.add_page(home.for_staff(folders.new_learner_page), route=routes.NEW_LEARNER, title="Nieuwe deelnemer")
app.add_page(home.for_staff(folders.watch_page), route=routes.WATCH, title="Wie vraagt aandacht")
app.add_page(home.for_staff(folders.folder_page), route=routes.FOLDER, title="Mapje")
app.add_page(home.for_staff(folders.intake_page), route=routes.INTAKE, title="Eerste gesprek")
app.add_page(home.for_staff(folders.new_goal_page), route=routes.NEW_GOAL, title="Nieuw doel")
app.add_page(home.for_staff(folders.goal_page), route=routes.GOAL, title="Doel")
app.add_page(home.for_staff(folders.taking_part_page), route=routes.TAKING_PART, title="Meedoen")
app.add_page(home.for_staff(folders.about_page), route=routes.ABOUT, title="Over deze deelnemer")
app.add_page(home.for_staff(folders.evaluation_page), route=routes.EVALUATION, title="Terugblik")
app.add_page(learner.my_card_page, route=routes.MY_PAGE, title="Mijn kaart")
app.add_page(home.for_staff(cards.cards_page), route=routes.CARDS, title="Kaarten")
app.add_page(home.for_staff(circle.circles_page), route=routes.CIRCLES, title="Leeskring")
app.add_page(home.for_staff(circle.plan_page), route=routes.PLAN_CIRCLE, title="Nieuwe leeskring")
app.add_page(home.for_staff(circle.circle_page), route=routes.CIRCLE, title="Leeskring")
app.add_page(home.for_staff(circle.week_page), route=routes.WEEK, title="Week van de leeskring")
app.add_page(home.for_staff(circle.kit_page), route=routes.KIT, title="Tas met boeken")
app.add_page(home.for_staff(circle.end_page), route=routes.CIRCLE_END, title="Afsluiting")
app.add_page(home.for_staff(circle.quiz_page), route=routes.QUIZ, title="Quiz")
app.add_page(home.for_staff(diplomas.diplomas_page), route=routes.DIPLOMAS, title="Diploma's")
app.add_page(home.for_staff(diplomas.check_page), route=routes.CHECK_DIPLOMA, title="Diploma controleren")
app.add_page(home.for_staff(diplomas.give_page), route=routes.GROUP_DIPLOMAS, title="Diploma's van een groep")
app.add_page(home.for_staff(diplomas.print_page), route=routes.PRINT_DIPLOMAS, title="Diploma's afdrukken")
app.add_page(sign_in_page.sign_in_page, route=routes.SIGN_IN, title="Kantoor")
app.add_page(sign_in_page.set_up_page, route=routes.SET_UP, title="Welkom")
app.add_page(home_page.home_page, route=routes.OFFICE, title="Kantoor", on_load=home_page.HomeState.load)
app.add_page(
    account_page.account_page, route=routes.MY_ACCOUNT, title="Mijn account", on_load=account_page.AccountState.load
)
app.add_page(sites_page.sites_page, route=routes.SITES, title="Plekken", on_load=sites_page.SitesState.load)
app.add_page(staff_page.staff_page, route=routes.STAFF, title="Medewerkers", on_load=staff_page.StaffState.load)
app.add_page(tablets_page.tablets_page, route=routes.TABLETS, title="Tablets", on_load=tablets_page.TabletsState.load)
app.add_page(changes_page.changes_page, route=routes.CHANGES, title="Nakijken", on_load=changes_page.ChangesState.load)
app.add_page(import_page.import_page, route=routes.IMPORTS, title="Inlezen", on_load=import_page.ImportState.load)
app.add_page(
    report_page.report_page, route=routes.REPORT, title="Wat het opleverde", on_load=report_page.ReportState.open
)
app.add_page(
    exports_page.exports_page, route=routes.EXPORTS, title="Gegevens meenemen", on_load=exports_page.ExportsState.open
)
app.add_page(print_page.print_page, route=routes.PRINT, title="Afdrukken", on_load=print_page.PrintState.open)
app.add_page(privacy_page.privacy_page, route=routes.PRIVACY, title="Privacy", on_load=privacy_page.PrivacyState.open)
app.add_page(
    backups_page.backups_page, route=routes.BACKUPS, title="Reservekopieën", on_load=backups_page.BackupsState.open
)
