//! What device managers and directories call the columns of a device list.

use std::sync::OnceLock;

use super::layout::{Layout, field};

/// A device list: Intune's, Entra's, Jamf's, or any that names systems.
pub(super) static DEVICES: Layout = Layout {
    plain: OnceLock::new(),
    title: "a device list",
    fields: &[
        field(
            "system",
            "OS, operating system, platform, operating system name, os name, os type, \
             device platform, betriebssystem, plattform, système d'exploitation, système, \
             plateforme, sistema operativo, sistema operacional, so, besturingssysteem, \
             operativsystem, operativsystem namn, system operacyjny, device os",
        ),
        field(
            "version",
            "OS version, operating system version, macos version, ios version, version, \
             betriebssystemversion, version du système d'exploitation, \
             version de système d'exploitation, version os, versión del sistema operativo, \
             versão do sistema operacional, versione sistema operativo, \
             versione del sistema operativo, besturingssysteemversie, os-version",
        ),
        field(
            "device",
            "device id, intune device id, jss computer id, jamf pro computer id, jamf pro id, udid, \
             object id, id, geräte-id, id de l'appareil, identifiant de l'appareil, \
             id del dispositivo, id do dispositivo, id dispositivo, apparaat-id",
        ),
        field(
            "serial",
            "serial number, serial, serial no, seriennummer, numéro de série, n° de série, \
             número de serie, número de série, numero di serie, serienummer",
        ),
        field(
            "user",
            "primary user upn, user principal name, upn, username, user, user names, user name, \
             primary user, primary user email address, primary user display name, email address, \
             full name, registered owners, registered users, assigned user, assigned to, \
             upn des primären benutzers, primärer benutzer, benutzer, benutzername, \
             benutzerprinzipalname, utilisateur, utilisateur principal, \
             upn de l'utilisateur principal, nom d'utilisateur, nom d'utilisateur principal, \
             usuario, usuario principal, utente, utente principale, gebruiker, primaire gebruiker",
        ),
        field(
            "owner",
            "ownership, owner type, device ownership, managed device owner type, \
             device ownership type, device ownership level, besitz, besitzertyp, eigentum, \
             propriété, type de propriétaire, propiedad, propriedade, proprietà, eigendom",
        ),
        field(
            "name",
            "device name, computer name, display name, name, hostname, asset name, \
             gerätename, rechnername, nom de l'appareil, nom de l'ordinateur, \
             nombre del dispositivo, nome do dispositivo, nome dispositivo, apparaatnaam",
        ),
        field(
            "seen",
            "last check-in, last contact, last sync date time, last sync, last seen, \
             approximate last sign in date time, approximate last logon timestamp, last activity, \
             last activity date, last logon, last logon date, last sign-in, last login, \
             letztes einchecken, letzter check-in, zuletzt gesehen, letzte anmeldung, \
             letzte aktivität, letzte synchronisierung, dernier enregistrement, \
             dernière connexion, dernier contact, dernière activité, dernière synchronisation, \
             último registro, última conexión, última sincronización, ultimo accesso, \
             ultima sincronizzazione, laatst ingecheckt, laatste check-in, last inventory update",
        ),
        field(
            "enrolled",
            "enrollment date, enrolled date time, registration time, registration date time, \
             registered, registrierungsdatum, date d'inscription",
        ),
        field(
            "model",
            "model, model identifier, device model, hardware model, modell, modèle, modelo, modello",
        ),
        field(
            "active",
            "account enabled, enabled, is enabled, aktiviert, konto aktiviert, activé",
        ),
        field(
            "status",
            "device state, management state, lifecycle status, device status, status, gerätestatus, \
             état de l'appareil, statut",
        ),
        field(
            "directory",
            "azure ad device id, microsoft entra device id, azure ad registered",
        ),
        field(
            "compliance",
            "compliance, compliance state, is compliant, konformität, conformité",
        ),
        field(
            "management",
            "managed by, management name, managed, is managed, supervised, mdm display name, \
             mdm, intune registered, verwaltet von",
        ),
        field("join", "join type, trust type, sku family, profile type"),
        field("building", "department, building, abteilung, standort"),
        field("maker", "manufacturer, hersteller, fabricant, fabricante"),
    ],
};
