//! What personnel systems and directories call the columns of a roster.

use std::sync::OnceLock;

use super::layout::{Layout, field, needed};

/// A personnel roster, or a directory's list of its users.
pub(super) static ROSTER: Layout = Layout {
    plain: OnceLock::new(),
    title: "a roster",
    fields: &[
        needed(
            "department",
            "department, dept, department name, dept name, department type, department description, \
             organisation unit, organization unit, organizational unit, org unit, org unit path, \
             org unit name, business unit, business unit name, division, division name, \
             cost center name, cost centre name, cost center, cost centre, \
             abteilung, abteilungsname, bereich, fachbereich, organisationseinheit, orgeinheit, \
             kostenstelle, kostenstellenbezeichnung, département, nom du département, direction, \
             unité, unité organisationnelle, centre de coût, centre de coûts, departamento, área, \
             unidad, centro de coste, centro de costo, centro de costos, centro de custo, setor, \
             dipartimento, reparto, centro di costo, afdeling, kostenplaats, avdelning, avdeling, \
             dział, osasto, supervisory organization, service, function, team",
        ),
        field(
            "person",
            "employee id, employee number, employee no, employee code, emp id, emp no, emp number, \
             emp code, worker id, person id, person number, personnel number, personnel no, staff id, \
             staff number, staff no, badge id, badge number, payroll number, payroll id, global id, \
             personalnummer, personal nr, mitarbeiternummer, mitarbeiter nr, mitarbeiter id, pers nr, \
             pernr, matricule, numéro d'employé, número de empleado, nº de empleado, legajo, \
             matrícula, matricola, personeelsnummer, anställningsnummer, medarbejdernummer, \
             ansattnummer, object id, user id, sam account name, id, identifiant, username, login",
        ),
        field(
            "email",
            "work email, email, email address, upn, user principal name, primary email, mail, \
             business email, company email, ad email, e-mail-adresse, dienstliche e-mail, \
             adresse e-mail, courriel, adresse électronique, correo, correo electrónico, \
             e-mailadres, posta elettronica",
        ),
        field(
            "name",
            "display name, name, full name, worker, employee name, employee, legal name, \
             preferred name, first name, given name, last name, surname, family name, nachname, \
             vorname, mitarbeiter, nom, prénom, nombre, apellidos, nome, cognome, naam, achternaam",
        ),
        field(
            "title",
            "job title, title, position, business title, job position, position title, designation, \
             stelle, funktion, berufsbezeichnung, poste, fonction, puesto, cargo, functie",
        ),
        field(
            "site",
            "location, site, office, work location, office location, primary location, location name, \
             physical delivery office name, workplace, building, standort, arbeitsort, dienstort, \
             niederlassung, lieu, lieu de travail, établissement, sede, ubicación, centro de trabajo, \
             luogo di lavoro, locatie, vestiging, kontor, lokalizacja, city, stadt, ort, ville",
        ),
        field(
            "type",
            "worker type, employee type, employment type, worker category, worker sub type, \
             contract type, user type, person type, employee class, employee group, \
             employee classification type, employee category, employment category, staff type, \
             recipient type details, recipient type, account type, object class, object type, \
             mitarbeitertyp, mitarbeitergruppe, mitarbeiterart, beschäftigungsart, \
             beschäftigungsverhältnis, vertragsart, anstellungsart, personalkategorie, \
             type de contrat, type d'employé, type de collaborateur, catégorie, tipo de contrato, \
             tipo de empleado, vínculo, tipo contratto, tipo di contratto, soort contract, dienstverband",
        ),
        field(
            "hired",
            "hire date, start date, date of hire, hired, hired on, date joining, joining date, \
             date of joining, date joined, join date, doj, employment start date, first day, \
             first day of work, latest hire date, onboarding date, original hire date, \
             orig hire date, orighiredate key, continuous service date, eintrittsdatum, eintritt, \
             eingetreten am, einstellungsdatum, vertragsbeginn, date d'entrée, date d'embauche, \
             date de début, embauche, fecha de alta, fecha de ingreso, fecha de contratación, \
             data de admissão, data assunzione, data di assunzione, datum in dienst, \
             indiensttreding, startdatum, anställningsdatum, ansættelsesdato, data zatrudnienia",
        ),
        field(
            "left",
            "termination date, term date, date of termination, terminationdate key, \
             employment end date, end date, end of employment, leave date, leaving date, \
             date of leaving, date left, leaver date, last day of work, last working day, \
             last working date, last day, last day worked, lwd, exit date, date of exit, \
             separation date, date of separation, departure date, offboarding date, relieving date, \
             date of relieving, termination effective date, effective termination date, \
             austrittsdatum, austritt, austritt am, ausgetreten am, ausgeschieden am, \
             letzter arbeitstag, beschäftigungsende, enddatum, date de sortie, sortie, \
             date de départ, date de fin, date de fin d'emploi, dernier jour, dernier jour travaillé, \
             fecha de baja, baja, fecha de salida, fecha de cese, fecha de egreso, \
             fecha de terminación, data de demissão, data de desligamento, data de saída, \
             data cessazione, data di cessazione, data uscita, datum uit dienst, uitdiensttreding, \
             einddatum, slutdatum, sluttdato, fratrædelsesdato, data zwolnienia, data zakończenia",
        ),
        field(
            "contract",
            "contract end date, contract end, end of contract, contract expiry, contract expiry date, \
             contract expiration date, fixed term end date, vertragsende, befristet bis, \
             befristung bis, befristungsende, date de fin de contrat, fin de contrat, \
             fecha fin de contrato, fin de contrato, data fine contratto, scadenza contratto, \
             einddatum contract, término do contrato",
        ),
        field(
            "status",
            "employment status, employee status, worker status, work status, assignment status, \
             person status, staff status, hr status, emp status, status, user status, account status, \
             current status, lifecycle state, beschäftigungsstatus, mitarbeiterstatus, \
             personalstatus, statut, statut employé, état, situation, situação, estado, estatus, \
             estado laboral, stato, stato dipendente, stato rapporto, anställningsstatus",
        ),
        field(
            "gone",
            "termd, terminated, is terminated, attrition, left, has left, left company, exited, \
             resigned, leaver, is leaver, former employee, inactive, is inactive, ausgetreten, \
             ausgeschieden, inaktiv, parti, sorti, inactif, inactivo, uit dienst",
        ),
        field(
            "disabled",
            "disabled, is disabled, account disabled, suspended, is suspended, archived, \
             is archived, deleted, is deleted, block credential, blocked, is blocked, \
             sign in blocked, deactivated, deaktiviert, gesperrt, gelöscht, désactivé, bloqué, \
             desactivado, bloqueado, disattivato, geblokkeerd, uitgeschakeld",
        ),
        field(
            "active",
            "active, is active, active status, currently employed, current employee, \
             still employed, is current, aktiv, ist aktiv, actif, activo, ativo, attivo, actief, \
             in dienst",
        ),
        field(
            "enabled",
            "account enabled, enabled, is enabled, aktiviert, konto aktiviert, konto aktiv, \
             compte actif, compte activé, habilitado, cuenta habilitada, abilitato, ingeschakeld",
        ),
        field("control", "user account control"),
        field(
            "reason",
            "termination reason, term reason, termreason desc, reason for leaving, leaving reason, \
             exit reason, separation reason, termination type, termtype desc, austrittsgrund, \
             motif de départ, motif de sortie, motivo de baja",
        ),
        field(
            "manager",
            "manager id, manager, manager name, supervisor, supervisor name, line manager, \
             reporting manager, reports to, vorgesetzter, führungskraft, responsable, jefe, \
             leidinggevende",
        ),
        field(
            "frontline",
            "is frontline, frontline, frontline worker, is frontline worker, work style, deskless",
        ),
        field(
            "shift",
            "shift, work shift, shift pattern, shift name, shift type, shift information, schicht, \
             schichtmodell, schichtplan, équipe, poste horaire, turno, turnos, ploeg, skift",
        ),
    ],
};
