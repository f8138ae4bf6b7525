<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>fw::dialects</name>
    <message>
        <source>export of %1 as %2 failed: %3</source>
        <translation>Export von %1 als %2 fehlgeschlagen: %3</translation>
    </message>
    <message>
        <source>export of %1 as %2 started</source>
        <translation>Export von %1 als %2 begonnen</translation>
    </message>
    <message>
        <source>export of %1 as %2: %3</source>
        <translation>Export von %1 als %2: %3</translation>
    </message>
    <message>
        <source>the server reports an error without words</source>
        <translation>der Server meldet einen Fehler ohne Worte</translation>
    </message>
    <message>
        <source>the server sent a notification</source>
        <translation>der Server hat eine Benachrichtigung gesendet</translation>
    </message>
    <message>
        <source>no push messages after %1 attempts; it is tried again slowly</source>
        <translation>nach %1 Versuchen keine Push-Nachrichten; es wird in längeren Abständen weiter versucht</translation>
    </message>
    <message>
        <source>the push channel of the server hangs, its other routes answer: it is polled</source>
        <translation>der Push-Kanal des Servers hängt, seine anderen Routen antworten: er wird regelmäßig abgefragt</translation>
    </message>
    <message>
        <source>the server speaks version %1 of its push protocol</source>
        <translation>der Server spricht Version %1 seines Push-Protokolls</translation>
    </message>
    <message>
        <source>the server takes no subscriptions</source>
        <translation>der Server nimmt keine Abonnements an</translation>
    </message>
    <message>
        <source>the server answers nothing else while a socket is open: it is polled instead</source>
        <translation>der Server beantwortet nichts anderes, solange ein Socket offen ist: er wird stattdessen regelmäßig abgefragt</translation>
    </message>
    <message>
        <source>this server has no %1</source>
        <translation>dieser Server hat kein %1</translation>
    </message>
    <message>
        <source>%1 of %2 photos</source>
        <translation>%1 von %2 Fotos</translation>
    </message>
    <message>
        <source>, %1 failed</source>
        <translation>, %1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>this server cannot cancel a job of its list (it answers 500); one that has not started can be deleted</source>
        <translation>dieser Server kann einen Auftrag seiner Liste nicht abbrechen (er antwortet mit 500); einer, der nicht begonnen hat, kann gelöscht werden</translation>
    </message>
    <message>
        <source>this program has no such route</source>
        <translation>dieses Programm hat keine solche Route</translation>
    </message>
    <message>
        <source>the server did not understand it</source>
        <translation>der Server hat es nicht verstanden</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>the server answered with something else than JSON</source>
        <translation>der Server hat mit etwas anderem als JSON geantwortet</translation>
    </message>
    <message>
        <source>the server gave no token</source>
        <translation>der Server hat kein Token gegeben</translation>
    </message>
    <message>
        <source>health: %1</source>
        <translation>Befinden: %1</translation>
    </message>
    <message>
        <source>system: %1</source>
        <translation>System: %1</translation>
    </message>
    <message>
        <source>%1 is not answered</source>
        <translation>%1 wird nicht beantwortet</translation>
    </message>
    <message>
        <source>/ws/* is silent, /system/health answers</source>
        <translation>/ws/* schweigt, /system/health antwortet</translation>
    </message>
    <message>
        <source>the server calls itself &quot;%1&quot;, before it was &quot;%2&quot;</source>
        <translation>der Server nennt sich „%1“, vorher war es „%2“</translation>
    </message>
    <message>
        <source>resources of the server: %1</source>
        <translation>Ressourcen des Servers: %1</translation>
    </message>
    <message>
        <source>the server has no worker: jobs wait until one is started</source>
        <translation>der Server hat keinen Worker: Aufträge warten, bis einer gestartet wird</translation>
    </message>
    <message>
        <source>system status: %1</source>
        <translation>Systemzustand: %1</translation>
    </message>
    <message>
        <source>%1 at %2, limit %3</source>
        <translation>%1 bei %2, Grenze %3</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 bei %2</translation>
    </message>
    <message>
        <source>%1, limit %2</source>
        <translation>%1, Grenze %2</translation>
    </message>
    <message>
        <source>the server answered %1</source>
        <translation>der Server hat mit %1 geantwortet</translation>
    </message>
    <message>
        <source>the server gave no usable upload address</source>
        <translation>der Server hat keine brauchbare Adresse zum Hochladen gegeben</translation>
    </message>
    <message>
        <source>the server does not say which video job %1 is of</source>
        <translation>der Server sagt nicht, zu welchem Video der Auftrag %1 gehört</translation>
    </message>
    <message>
        <source>the sign-in service gave no access token</source>
        <translation>der Anmeldedienst hat kein Zugriffstoken gegeben</translation>
    </message>
    <message>
        <source>a browser was connected: %1</source>
        <translation>ein Browser wurde verbunden: %1</translation>
    </message>
    <message>
        <source>/health says &quot;%1&quot;</source>
        <translation>/health sagt „%1“</translation>
    </message>
    <message>
        <source>/health is not passed on to the server: its proxy answers instead</source>
        <translation>/health wird nicht an den Server weitergereicht: sein Proxy antwortet stattdessen</translation>
    </message>
    <message>
        <source>no answer to %1: a long operation may run</source>
        <translation>keine Antwort auf %1: vielleicht läuft ein langer Vorgang</translation>
    </message>
    <message>
        <source>the server packs at most %1 files together</source>
        <translation>der Server packt höchstens %1 Dateien zusammen</translation>
    </message>
    <message>
        <source>the server packs no files of this kind</source>
        <translation>der Server packt keine Dateien dieser Art</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>the server gave no reason</source>
        <translation>der Server hat keinen Grund genannt</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>grew by %1 % (%2)</source>
        <translation>um %1 % größer (%2)</translation>
    </message>
    <message>
        <source>saved %1 % (%2)</source>
        <translation>%1 % gespart (%2)</translation>
    </message>
    <message>
        <source>%1 times the size (%2)</source>
        <translation>%1-fache Größe (%2)</translation>
    </message>
    <message>
        <source>%1, model %2</source>
        <translation>%1, Modell %2</translation>
    </message>
    <message>
        <source>%1 × %2 to %3 × %4</source>
        <translation>%1 × %2 auf %3 × %4</translation>
    </message>
    <message>
        <source>the original</source>
        <translation>dem Original</translation>
    </message>
    <message>
        <source>edit %1</source>
        <translation>Bearbeitung %1</translation>
    </message>
    <message>
        <source>back at %1, %2</source>
        <translation>zurück bei %1, %2</translation>
    </message>
    <message>
        <source>pictures with transparency cannot be rotated, flipped or resized there</source>
        <translation>Bilder mit Transparenz können dort nicht gedreht, gespiegelt oder skaliert werden</translation>
    </message>
    <message>
        <source>undo down to at most one edit first</source>
        <translation>zuerst bis auf höchstens eine Bearbeitung rückgängig machen</translation>
    </message>
    <message>
        <source>perhaps the file is no picture the server can read</source>
        <translation>vielleicht ist die Datei kein Bild, das der Server lesen kann</translation>
    </message>
    <message>
        <source>another program answers at this address: %1</source>
        <translation>unter dieser Adresse antwortet ein anderes Programm: %1</translation>
    </message>
    <message>
        <source>the server&apos;s answer makes no sense</source>
        <translation>die Antwort des Servers ergibt keinen Sinn</translation>
    </message>
    <message>
        <source>the session ends soon</source>
        <translation>die Sitzung endet bald</translation>
    </message>
    <message>
        <source>sign in with a browser at %1, then give its cookie &quot;%2&quot; here</source>
        <translation>mit einem Browser unter %1 anmelden, dann dessen Cookie „%2“ hier angeben</translation>
    </message>
    <message>
        <source>the server wants a sign-in: %1</source>
        <translation>der Server verlangt eine Anmeldung: %1</translation>
    </message>
    <message>
        <source>a proxy in front wants a sign-in at %1</source>
        <translation>ein vorgeschalteter Proxy verlangt eine Anmeldung unter %1</translation>
    </message>
    <message>
        <source>the server wants the secret its proxy sends (X-Internal-Auth)</source>
        <translation>der Server verlangt das Geheimnis, das sein Proxy sendet (X-Internal-Auth)</translation>
    </message>
    <message>
        <source>New picture from a phone: %1</source>
        <translation>Neues Bild von einem Telefon: %1</translation>
    </message>
    <message>
        <source>New picture from a browser: %1</source>
        <translation>Neues Bild aus einem Browser: %1</translation>
    </message>
    <message>
        <source>New picture: %1</source>
        <translation>Neues Bild: %1</translation>
    </message>
    <message>
        <source>database: %1</source>
        <translation>Datenbank: %1</translation>
    </message>
    <message>
        <source>disk: %1</source>
        <translation>Datenträger: %1</translation>
    </message>
    <message>
        <source>disk: %1 MB free</source>
        <translation>Datenträger: %1 MB frei</translation>
    </message>
    <message>
        <source>the server says it is degraded</source>
        <translation>der Server sagt, er sei beeinträchtigt</translation>
    </message>
    <message>
        <source>another program answers at this address now: Brandr</source>
        <translation>unter dieser Adresse antwortet jetzt ein anderes Programm: Brandr</translation>
    </message>
    <message>
        <source>another program answers at this address now: a hub</source>
        <translation>unter dieser Adresse antwortet jetzt ein anderes Programm: ein Hub</translation>
    </message>
    <message>
        <source>the server named no file</source>
        <translation>der Server hat die Datei nicht genannt</translation>
    </message>
    <message>
        <source>the bookmark did not change</source>
        <translation>das Lesezeichen hat sich nicht geändert</translation>
    </message>
    <message>
        <source>the server sent no picture</source>
        <translation>der Server hat kein Bild gesendet</translation>
    </message>
    <message>
        <source>the server did not say what it kept</source>
        <translation>der Server hat nicht gesagt, was er behalten hat</translation>
    </message>
    <message>
        <source>the server named no brand</source>
        <translation>der Server hat die Marke nicht genannt</translation>
    </message>
    <message>
        <source>the deleted brand %1 came back: without its logo and watermark</source>
        <translation>die gelöschte Marke %1 ist zurückgekehrt: ohne ihr Logo und ihr Wasserzeichen</translation>
    </message>
    <message>
        <source>the brand could not be read</source>
        <translation>die Marke konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>the brand is made, but not all of its settings: %1</source>
        <translation>die Marke ist angelegt, aber nicht alle ihre Einstellungen: %1</translation>
    </message>
    <message>
        <source>done, but not read back: %1</source>
        <translation>erledigt, aber nicht zurückgelesen: %1</translation>
    </message>
    <message>
        <source>“%1” is no MP4 file</source>
        <translation>„%1“ ist keine MP4-Datei</translation>
    </message>
    <message>
        <source>the server restarted and forgot this job; no output of it was found</source>
        <translation>der Server wurde neu gestartet und hat diesen Auftrag vergessen; keine Ausgabe davon wurde gefunden</translation>
    </message>
    <message>
        <source>the job belongs to another account</source>
        <translation>der Auftrag gehört zu einem anderen Konto</translation>
    </message>
    <message>
        <source>found among the outputs after a restart of the server</source>
        <translation>nach einem Neustart des Servers unter den Ausgaben gefunden</translation>
    </message>
    <message>
        <source>%1 of %2 links were left out, the day&apos;s quota ends: %3</source>
        <translation>%1 von %2 Links wurden ausgelassen, das Tageskontingent ist erschöpft: %3</translation>
    </message>
    <message>
        <source>the server did not say what it fetched</source>
        <translation>der Server hat nicht gesagt, was er geholt hat</translation>
    </message>
    <message>
        <source>nothing was fetched</source>
        <translation>nichts wurde geholt</translation>
    </message>
    <message>
        <source>fetched but not claimed (%1): %2</source>
        <translation>geholt, aber nicht übernommen (%1): %2</translation>
    </message>
    <message>
        <source>the server sends its callers on to %1: is that its address?</source>
        <translation>der Server schickt Anfragende weiter zu %1: ist das seine Adresse?</translation>
    </message>
    <message>
        <source>the server wants a new password first: set it in a browser at %1</source>
        <translation>der Server verlangt zuerst ein neues Passwort: in einem Browser unter %1 setzen</translation>
    </message>
    <message>
        <source>the server took the password and gave no cookie</source>
        <translation>der Server hat das Passwort angenommen und kein Cookie gegeben</translation>
    </message>
    <message>
        <source>too many attempts (%1): wait a minute</source>
        <translation>zu viele Versuche (%1): eine Minute warten</translation>
    </message>
    <message>
        <source>the server showed its sign-in page again</source>
        <translation>der Server hat wieder seine Anmeldeseite gezeigt</translation>
    </message>
    <message>
        <source>signed out by the server</source>
        <translation>vom Server abgemeldet</translation>
    </message>
    <message>
        <source>the plan allows %1 outputs in one job</source>
        <translation>der Tarif erlaubt %1 Ausgaben in einem Auftrag</translation>
    </message>
    <message>
        <source>the server named no job</source>
        <translation>der Server hat keinen Auftrag genannt</translation>
    </message>
    <message>
        <source>the server restarts</source>
        <translation>der Server startet neu</translation>
    </message>
    <message>
        <source>accepts calls and does not answer them</source>
        <translation>nimmt Anfragen an und beantwortet sie nicht</translation>
    </message>
    <message>
        <source>%1 (no logo, no watermark)</source>
        <translation>%1 (kein Logo, kein Wasserzeichen)</translation>
    </message>
    <message>
        <source>Sign-in service: its address is not set in the settings of this server</source>
        <translation>Anmeldedienst: Seine Adresse ist in den Einstellungen dieses Servers nicht gesetzt</translation>
    </message>
</context>
<context>
    <name>fw::files::Saver</name>
    <message>
        <source>You are signed out: the server wants a sign-in.</source>
        <translation>Sie sind abgemeldet: Der Server verlangt eine Anmeldung.</translation>
    </message>
    <message>
        <source>The server sent a web page or a message instead of the file.</source>
        <translation>Der Server hat statt der Datei eine Webseite oder eine Meldung geschickt.</translation>
    </message>
    <message>
        <source>The server sent a part of the file only.</source>
        <translation>Der Server hat nur einen Teil der Datei geschickt.</translation>
    </message>
    <message>
        <source>The server sends us to another server.</source>
        <translation>Der Server verweist auf einen anderen Server.</translation>
    </message>
    <message>
        <source>The server has no such part.</source>
        <translation>Der Server hat diesen Teil nicht.</translation>
    </message>
    <message>
        <source>The server answered %1</source>
        <translation>Der Server hat mit %1 geantwortet</translation>
    </message>
    <message>
        <source>The server fell silent.</source>
        <translation>Der Server ist verstummt.</translation>
    </message>
    <message>
        <source>There is a folder of that name.</source>
        <translation>Es gibt einen Ordner mit diesem Namen.</translation>
    </message>
    <message>
        <source>The server sent %1 of %2 bytes.</source>
        <translation>Der Server hat %1 von %2 Byte geschickt.</translation>
    </message>
    <message>
        <source>The server sends us in a circle.</source>
        <translation>Der Server verweist im Kreis.</translation>
    </message>
    <message>
        <source>The file at the server changes all the time.</source>
        <translation>Die Datei auf dem Server ändert sich ständig.</translation>
    </message>
    <message>
        <source>The connection broke at %1 %, and trying again did not help: %2</source>
        <translation>Die Verbindung ist bei %1 % abgebrochen, und neue Versuche haben nicht geholfen: %2</translation>
    </message>
    <message>
        <source>The file cannot be given its name.</source>
        <translation>Die Datei kann ihren Namen nicht bekommen.</translation>
    </message>
</context>
<context>
    <name>fw::models::ActivityModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Job %1</source>
        <translation>Auftrag %1</translation>
    </message>
</context>
<context>
    <name>fw::models::EditFieldModel</name>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>At the server</source>
        <translation>Am Server</translation>
    </message>
</context>
<context>
    <name>fw::models::EditModel</name>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>how much of a file has been sent</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>#%1</source>
        <comment>builds on the change of this number</comment>
        <translation>#%1</translation>
    </message>
    <message>
        <source>v%1</source>
        <comment>version of what is changed</comment>
        <translation>v%1</translation>
    </message>
    <message>
        <source>%1 (now v%2)</source>
        <comment>the version an author saw, and the one that stands</comment>
        <translation>%1 (jetzt v%2)</translation>
    </message>
    <message numerus="yes">
        <source>%n fields</source>
        <translation>
            <numerusform>%n Feld</numerusform>
            <numerusform>%n Feld</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a field, then its value</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 %2 → %3</source>
        <comment>a field, its value before, and after</comment>
        <translation>%1 %2 → %3</translation>
    </message>
    <message>
        <source>%1 changed it meanwhile.</source>
        <translation>%1 hat es inzwischen geändert.</translation>
    </message>
    <message>
        <source>Waits for #%1.</source>
        <translation>Wartet auf #%1.</translation>
    </message>
    <message>
        <source>It was changed meanwhile.</source>
        <translation>Es wurde inzwischen geändert.</translation>
    </message>
    <message>
        <source>#</source>
        <comment>the number of a change</comment>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Based on</source>
        <translation>Beruht auf</translation>
    </message>
</context>
<context>
    <name>fw::models::EditWords</name>
    <message>
        <source>(hidden)</source>
        <comment>in place of a password</comment>
        <translation>(verborgen)</translation>
    </message>
    <message>
        <source>(empty)</source>
        <comment>in place of a text without letters</comment>
        <translation>(leer)</translation>
    </message>
    <message>
        <source>%1 × %2 at %3, %4</source>
        <comment>a rectangle: its size, then where it is</comment>
        <translation>%1 × %2 bei %3, %4</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
</context>
<context>
    <name>fw::models::ExchangeModel</name>
    <message>
        <source>connecting</source>
        <translation>verbinden</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>next try</source>
        <translation>nächster Versuch</translation>
    </message>
    <message>
        <source>polling</source>
        <translation>Abfragen</translation>
    </message>
    <message>
        <source>sign-in needed</source>
        <translation>Anmeldung nötig</translation>
    </message>
    <message>
        <source>gave up</source>
        <translation>aufgegeben</translation>
    </message>
    <message>
        <source>WebSocket</source>
        <translation>WebSocket</translation>
    </message>
    <message>
        <source>WebSocket %1</source>
        <translation>WebSocket %1</translation>
    </message>
    <message>
        <source>not understood: %1</source>
        <translation>nicht verstanden: %1</translation>
    </message>
    <message>
        <source>no answer: %1</source>
        <translation>keine Antwort: %1</translation>
    </message>
    <message>
        <source>in %1 s</source>
        <translation>in %1 s</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>call</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>received</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>binär</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>fw::models::FacetModel</name>
    <message>
        <source>All jobs</source>
        <translation>Alle Aufträge</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n job(s)</source>
        <comment>%1 is a view such as Running</comment>
        <translation>
            <numerusform>%1, %n Auftrag</numerusform>
            <numerusform>%1, %n Aufträge</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::models::FateFace</name>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet…</translation>
    </message>
</context>
<context>
    <name>fw::models::FieldWords</name>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>%1 (not answered yet; the server has: %2)</source>
        <translation>%1 (noch nicht beantwortet; auf dem Server: %2)</translation>
    </message>
</context>
<context>
    <name>fw::models::ItemModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Changed</source>
        <comment>column: when an item was changed last</comment>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Kept until</source>
        <comment>column: when the server deletes an item by itself</comment>
        <translation>Aufbewahrt bis</translation>
    </message>
    <message>
        <source>%1; your change: %2</source>
        <translation>%1; Ihre Änderung: %2</translation>
    </message>
</context>
<context>
    <name>fw::models::JobLogModel</name>
    <message>
        <source>Error</source>
        <comment>severity of a log line</comment>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warning</source>
        <comment>severity of a log line</comment>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Info</source>
        <comment>severity of a log line</comment>
        <translation>Info</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
</context>
<context>
    <name>fw::models::JobModel</name>
    <message>
        <source>Last known state, heard at %1.</source>
        <translation>Letzter bekannter Status, empfangen um %1.</translation>
    </message>
    <message>
        <source>Not enough progress seen to tell.</source>
        <translation>Noch zu wenig Fortschritt für eine Schätzung.</translation>
    </message>
    <message>
        <source>%1, last known state</source>
        <translation>%1, letzter bekannter Status</translation>
    </message>
    <message>
        <source>No thumbnail</source>
        <translation>Kein Vorschaubild</translation>
    </message>
    <message>
        <source>Thumbnail</source>
        <translation>Vorschaubild</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Left</source>
        <comment>column: time left</comment>
        <translation>Rest</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Ran for</source>
        <comment>column: how long the job ran</comment>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an action, then what it is done to</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1; your change: %2</source>
        <translation>%1; Ihre Änderung: %2</translation>
    </message>
</context>
<context>
    <name>fw::models::KindModel</name>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
</context>
<context>
    <name>fw::models::MetadataModel</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>Video codec</source>
        <translation>Video-Codec</translation>
    </message>
    <message>
        <source>Audio codec</source>
        <translation>Audio-Codec</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Bit rate</source>
        <translation>Bitrate</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>%1 per second</source>
        <comment>frames</comment>
        <translation>%1 Bilder/s</translation>
    </message>
    <message>
        <source>%1°</source>
        <comment>degrees</comment>
        <translation>%1°</translation>
    </message>
    <message>
        <source>%1 Mbit/s</source>
        <translation>%1 Mbit/s</translation>
    </message>
</context>
<context>
    <name>fw::models::OutputModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>fw::models::ServerFacetModel</name>
    <message>
        <source>All servers</source>
        <translation>Alle Server</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n job(s)</source>
        <translation>
            <numerusform>%1, %n Auftrag</numerusform>
            <numerusform>%1, %n Aufträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %2, %n job(s)</source>
        <comment>name, state of the connection</comment>
        <translation>
            <numerusform>%1, %2, %n Auftrag</numerusform>
            <numerusform>%1, %2, %n Aufträge</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::models::ServerModel</name>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Last message</source>
        <translation>Letzte Nachricht</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>column: how many jobs wait</comment>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
</context>
<context>
    <name>fw::models::StageModel</name>
    <message>
        <source>Stage</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>fw::models::ThumbnailModel</name>
    <message>
        <source>Picture at %1</source>
        <translation>Bild bei %1</translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation>Bild %1</translation>
    </message>
</context>
<context>
    <name>fw::models::Words</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>was added</source>
        <translation>wurde hinzugefügt</translation>
    </message>
    <message>
        <source>waits in the queue again</source>
        <translation>wartet wieder in der Warteschlange</translation>
    </message>
    <message>
        <source>started</source>
        <translation>wurde gestartet</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>wurde pausiert</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>braucht einen Eingriff</translation>
    </message>
    <message>
        <source>is done</source>
        <translation>ist fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>was cancelled</source>
        <translation>wurde abgebrochen</translation>
    </message>
    <message>
        <source>was removed from the server</source>
        <translation>wurde vom Server entfernt</translation>
    </message>
    <message>
        <source>reported an error</source>
        <translation>hat einen Fehler gemeldet</translation>
    </message>
    <message>
        <source>is connected</source>
        <translation>ist verbunden</translation>
    </message>
    <message>
        <source>is read at intervals</source>
        <translation>wird regelmäßig abgefragt</translation>
    </message>
    <message>
        <source>wants a sign-in</source>
        <translation>verlangt eine Anmeldung</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>was disconnected</source>
        <translation>wurde getrennt</translation>
    </message>
    <message>
        <source>lost the connection</source>
        <translation>hat die Verbindung verloren</translation>
    </message>
    <message>
        <source>The journal on this computer has a problem</source>
        <translation>Das Journal auf diesem Rechner hat ein Problem</translation>
    </message>
    <message>
        <source>info</source>
        <comment>kind of an event</comment>
        <translation>Info</translation>
    </message>
    <message>
        <source>started</source>
        <comment>kind of an event</comment>
        <translation>gestartet</translation>
    </message>
    <message>
        <source>done</source>
        <comment>kind of an event</comment>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>kind of an event</comment>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warning</source>
        <comment>kind of an event</comment>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>accepted</source>
        <comment>kind of an event</comment>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>rejected</source>
        <comment>kind of an event</comment>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>connection</source>
        <comment>kind of an event</comment>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>gap</source>
        <comment>kind of an event: messages are missing</comment>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <comment>%1 is a stage</comment>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1: accepted</source>
        <translation>%1: angenommen</translation>
    </message>
    <message>
        <source>%1: rejected</source>
        <translation>%1: abgelehnt</translation>
    </message>
    <message>
        <source>%1: conflict</source>
        <translation>%1: Konflikt</translation>
    </message>
    <message>
        <source>%1: no answer yet</source>
        <translation>%1: noch keine Antwort</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Add %n file(s)</source>
        <translation>
            <numerusform>%n Datei hinzufügen</numerusform>
            <numerusform>%n Dateien hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>Upload %1</source>
        <translation>%1 hochladen</translation>
    </message>
    <message>
        <source>Make a sample clip</source>
        <translation>Beispielclip erzeugen</translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation>%1 einlesen</translation>
    </message>
    <message>
        <source>Ask for an answer</source>
        <translation>Antwort anfordern</translation>
    </message>
    <message>
        <source>Queued</source>
        <comment>state of a job</comment>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a job</comment>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <comment>state of a job</comment>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Attention</source>
        <comment>state of a job that needs a person</comment>
        <translation>Eingriff</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>state of a job</comment>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a job</comment>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <comment>state of a job</comment>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>original size</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Probe</source>
        <comment>stage: the media is examined</comment>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>Sample clip</source>
        <comment>stage: the sample is made</comment>
        <translation>Beispielclip</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <comment>stage</comment>
        <translation>Vorschaubilder</translation>
    </message>
    <message>
        <source>Publish</source>
        <comment>stage: outputs get their final names</comment>
        <translation>Bereitstellung</translation>
    </message>
    <message>
        <source>Render %1</source>
        <comment>stage; %1 is a format</comment>
        <translation>Rendern %1</translation>
    </message>
    <message>
        <source>Draft</source>
        <comment>fate of an edit</comment>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Sending</source>
        <comment>fate of an edit</comment>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Accepted</source>
        <comment>fate of an edit</comment>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <comment>fate of an edit</comment>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>No answer</source>
        <comment>fate of an edit</comment>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>Queued</source>
        <comment>fate of an edit</comment>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>Held</source>
        <comment>fate of an edit</comment>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Conflict</source>
        <comment>fate of an edit</comment>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Polling</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindung wird aufgebaut</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Sign-in needed</source>
        <translation>Anmeldung nötig</translation>
    </message>
    <message>
        <source>From last time</source>
        <translation>Vom letzten Mal</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>what is done to a job</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Pause</source>
        <comment>what is done to a job</comment>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Resume</source>
        <comment>what is done to a job</comment>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Retry</source>
        <comment>what is done to a job</comment>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Change priority</source>
        <comment>what is done to a job</comment>
        <translation>Priorität ändern</translation>
    </message>
    <message>
        <source>The quote that begins at character %1 is not closed. The last valid search stays.</source>
        <translation>Das Anführungszeichen an Stelle %1 wird nicht geschlossen. Die letzte gültige Suche bleibt bestehen.</translation>
    </message>
    <message>
        <source>The minus at character %1 has no word behind it. The last valid search stays.</source>
        <translation>Auf das Minuszeichen an Stelle %1 folgt kein Wort. Die letzte gültige Suche bleibt bestehen.</translation>
    </message>
    <message>
        <source>now</source>
        <comment>age of a news item</comment>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>age in seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>age in minutes</comment>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <comment>duration in hours and minutes</comment>
        <translation>%1 h %2 m</translation>
    </message>
    <message>
        <source>About %1 left, judged by the last %2 of progress.</source>
        <translation>Noch etwa %1, geschätzt nach dem Fortschritt der letzten %2.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>progress</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what is done, then the job</comment>
        <translation>%2: %1</translation>
    </message>
    <message>
        <source>%1 of %2 accepted</source>
        <translation>%1 von %2 angenommen</translation>
    </message>
    <message numerus="yes">
        <source>keeps more than %n thing(s); the rest is not shown</source>
        <translation>
            <numerusform>enthält mehr als %n Eintrag; der Rest wird nicht angezeigt</numerusform>
            <numerusform>enthält mehr als %n Einträge; der Rest wird nicht angezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <comment>the moment something ends</comment>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>in %1 s</source>
        <translation>in %1 s</translation>
    </message>
    <message>
        <source>in %1 min</source>
        <translation>in %1 min</translation>
    </message>
    <message>
        <source>in %1 h</source>
        <translation>in %1 h</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an action, then what it is done to</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, yesterday</source>
        <comment>clock time</comment>
        <translation>%1, gestern</translation>
    </message>
    <message>
        <source>Read at intervals</source>
        <translation>In Abständen gelesen</translation>
    </message>
    <message>
        <source>messages may be missing %1 – %2, resynced</source>
        <translation>Nachrichten können fehlen %1 – %2, neu gelesen</translation>
    </message>
    <message>
        <source>messages may be missing since %1, not read again yet</source>
        <translation>Nachrichten können fehlen seit %1, noch nicht neu gelesen</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n message(s))</source>
        <translation>
            <numerusform>%1 (%n Nachricht)</numerusform>
            <numerusform>%1 (%n Nachrichten)</numerusform>
        </translation>
    </message>
    <message>
        <source>read in full at %1 (this server numbers nothing)</source>
        <translation>vollständig gelesen um %1 (dieser Server nummeriert nichts)</translation>
    </message>
    <message>
        <source>read in full at %1 (nothing is numbered over HTTP)</source>
        <translation>vollständig gelesen um %1 (über HTTP ist nichts nummeriert)</translation>
    </message>
    <message>
        <source>Put on hold by you.</source>
        <translation>Von Ihnen zurückgehalten.</translation>
    </message>
    <message>
        <source>The program ended unexpectedly before this was answered.</source>
        <translation>Das Programm endete unerwartet, bevor dies beantwortet war.</translation>
    </message>
    <message>
        <source>Made more than seven days ago.</source>
        <translation>Vor mehr als sieben Tagen gemacht.</translation>
    </message>
    <message>
        <source>Sent too often without an answer.</source>
        <translation>Zu oft ohne Antwort gesendet.</translation>
    </message>
    <message>
        <source>The change it builds on was not taken.</source>
        <translation>Die Änderung, auf der sie beruht, wurde nicht angenommen.</translation>
    </message>
    <message>
        <source>It could not be kept on this computer.</source>
        <translation>Sie konnte auf diesem Rechner nicht gesichert werden.</translation>
    </message>
    <message>
        <source>session expired</source>
        <translation>Sitzung abgelaufen</translation>
    </message>
</context>
<context>
    <name>fw::models::exchange</name>
    <message>
        <source>The first %1 of %2 are shown.</source>
        <translation>Die ersten %1 von %2 werden gezeigt.</translation>
    </message>
    <message>
        <source>Code: %1</source>
        <translation>Code: %1</translation>
    </message>
    <message>
        <source>Path: %1</source>
        <translation>Pfad: %1</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>Grund: %1</translation>
    </message>
    <message>
        <source>Wait: %1 ms</source>
        <translation>Wartezeit: %1 ms</translation>
    </message>
    <message>
        <source>No answer: %1</source>
        <translation>Keine Antwort: %1</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>Antwort: %1</translation>
    </message>
</context>
<context>
    <name>fw::models::kind</name>
    <message>
        <source>Account %1</source>
        <translation>Konto %1</translation>
    </message>
    <message>
        <source>Approval %1</source>
        <translation>Freigabe %1</translation>
    </message>
    <message>
        <source>Brand %1</source>
        <translation>Marke %1</translation>
    </message>
    <message>
        <source>Crop %1</source>
        <translation>Zuschnitt %1</translation>
    </message>
    <message>
        <source>Device %1</source>
        <translation>Gerät %1</translation>
    </message>
    <message>
        <source>Folder %1</source>
        <translation>Ordner %1</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation>Einzelbild %1</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>Bearbeitung %1</translation>
    </message>
    <message>
        <source>Image %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>Output %1</source>
        <translation>Ausgabe %1</translation>
    </message>
    <message>
        <source>Photo %1</source>
        <translation>Foto %1</translation>
    </message>
    <message>
        <source>Session %1</source>
        <translation>Sitzung %1</translation>
    </message>
    <message>
        <source>Source %1</source>
        <translation>Quelle %1</translation>
    </message>
    <message>
        <source>Statistic %1</source>
        <translation>Statistik %1</translation>
    </message>
</context>
<context>
    <name>fw::pictures::Fetcher</name>
    <message>
        <source>signed out</source>
        <comment>instead of a picture</comment>
        <translation>abgemeldet</translation>
    </message>
</context>
<context>
    <name>fw::session::BrowserSignIn</name>
    <message>
        <source>Nobody came back from the browser.</source>
        <translation>Keine Rückkehr aus dem Browser.</translation>
    </message>
    <message>
        <source>The sign-in was refused. You can close this page.</source>
        <translation>Die Anmeldung wurde abgelehnt. Diese Seite kann geschlossen werden.</translation>
    </message>
    <message>
        <source>The browser came back without a code.</source>
        <translation>Der Browser hat keinen Code zurückgegeben.</translation>
    </message>
    <message>
        <source>You are signed in. You can close this page.</source>
        <translation>Anmeldung erfolgreich. Diese Seite kann geschlossen werden.</translation>
    </message>
</context>
<context>
    <name>fw::session::EditHistory</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo %1</source>
        <comment>%1 is a change: &quot;Settings: Opacity&quot;</comment>
        <translation>%1 rückgängig machen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Redo %1</source>
        <comment>%1 is a change: &quot;Settings: Opacity&quot;</comment>
        <translation>%1 wiederherstellen</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>fields of a change</comment>
        <translation>
            <numerusform>%1 und %n weitere</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an action, then fields</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>This change cannot be undone: what it replaced is not known.</source>
        <translation>Diese Änderung lässt sich nicht rückgängig machen: Was sie ersetzt hat, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>This change cannot be undone: what was there before is not known (%1).</source>
        <translation>Diese Änderung lässt sich nicht rückgängig machen: Was vorher da war, ist nicht bekannt (%1).</translation>
    </message>
    <message>
        <source>What was changed is no longer on the server.</source>
        <translation>Was geändert wurde, ist nicht mehr auf dem Server.</translation>
    </message>
    <message>
        <source>Others changed the same since (%1); nothing was overwritten.</source>
        <translation>Andere haben seitdem dasselbe geändert (%1); nichts wurde überschrieben.</translation>
    </message>
    <message>
        <source>%1 changed the same since (%2); nothing was overwritten.</source>
        <translation>%1 hat seitdem dasselbe geändert (%2); nichts wurde überschrieben.</translation>
    </message>
    <message>
        <source>It is not known whether this change reached the server. Decide about it in the outbox first.</source>
        <translation>Ob diese Änderung den Server erreicht hat, ist nicht bekannt. Entscheiden Sie zuerst im Postausgang darüber.</translation>
    </message>
    <message>
        <source>This change is in conflict with another one. Decide about it in the outbox.</source>
        <translation>Diese Änderung steht im Konflikt mit einer anderen. Entscheiden Sie im Postausgang darüber.</translation>
    </message>
    <message>
        <source>Select an item or a job with changes of yours first.</source>
        <translation>Wählen Sie zuerst ein Element oder einen Auftrag mit eigenen Änderungen aus.</translation>
    </message>
    <message>
        <source>There is nothing to undo here.</source>
        <translation>Hier gibt es nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>There is nothing to redo here.</source>
        <translation>Hier gibt es nichts wiederherzustellen.</translation>
    </message>
    <message>
        <source>The server is not set up any more.</source>
        <translation>Der Server ist nicht mehr eingerichtet.</translation>
    </message>
    <message>
        <source>Undo %1: taken out of the queue, nothing was sent</source>
        <translation>%1 rückgängig: aus der Warteschlange genommen, nichts wurde gesendet</translation>
    </message>
    <message>
        <source>Redo %1: its undo was taken out of the queue, nothing was sent</source>
        <translation>%1 wiederhergestellt: Das Rückgängigmachen wurde aus der Warteschlange genommen, nichts wurde gesendet</translation>
    </message>
    <message>
        <source>a new change for %1, sent once the one before is accepted</source>
        <translation>eine neue Änderung für %1, gesendet, sobald die vorige angenommen ist</translation>
    </message>
    <message>
        <source>a new change, sent to %1</source>
        <translation>eine neue Änderung, gesendet an %1</translation>
    </message>
    <message>
        <source>a new change, queued until %1 is there</source>
        <translation>eine neue Änderung, eingereiht, bis %1 da ist</translation>
    </message>
    <message>
        <source>; other fields were changed by others since</source>
        <translation>; andere Felder wurden seitdem von anderen geändert</translation>
    </message>
    <message>
        <source>; other fields were changed by %1 since</source>
        <translation>; andere Felder wurden seitdem von %1 geändert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what is done, then how</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The change was not taken: there is nothing to undo.</source>
        <translation>Die Änderung wurde nicht angenommen: Es gibt nichts rückgängig zu machen.</translation>
    </message>
</context>
<context>
    <name>fw::session::Session</name>
    <message>
        <source>Framewatch works offline.</source>
        <translation>Framewatch arbeitet offline.</translation>
    </message>
</context>
<context>
    <name>fw::ui::ActivityPanel</name>
    <message>
        <source>F&amp;ollow</source>
        <translation>&amp;Verfolgen</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Which activity is shown</source>
        <translation>Welche Aktivität gezeigt wird</translation>
    </message>
    <message>
        <source>Keep the newest line in sight. Scrolling up stops it.</source>
        <translation>Hält die neueste Zeile im Blick. Hochrollen beendet das.</translation>
    </message>
    <message>
        <source>&amp;Copy list</source>
        <translation>Liste &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the lines that are shown as text, with the places where messages may be missing</source>
        <translation>Die gezeigten Zeilen als Text kopieren, mit den Stellen, an denen Nachrichten fehlen können</translation>
    </message>
</context>
<context>
    <name>fw::ui::AddDialog</name>
    <message>
        <source>Video and audio (*.mp4 *.mov *.mkv *.webm *.avi *.m4v *.mts *.m2ts *.mxf *.mpg *.mpeg *.ts *.ogv *.wmv *.flv *.3gp *.wav *.mp3 *.m4a)</source>
        <translation>Video und Audio (*.mp4 *.mov *.mkv *.webm *.avi *.m4v *.mts *.m2ts *.mxf *.mpg *.mpeg *.ts *.ogv *.wmv *.flv *.3gp *.wav *.mp3 *.m4a)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Keep these options</source>
        <translation>Optionen ü&amp;bernehmen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>Options for new media</source>
        <translation>Optionen für neue Medien</translation>
    </message>
    <message>
        <source>Add media to %1</source>
        <translation>Medien zu %1 hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Close without adding</source>
        <translation>&amp;Schließen, ohne hinzuzufügen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Choose &amp;files…</source>
        <translation>&amp;Dateien auswählen…</translation>
    </message>
    <message>
        <source>Files to add</source>
        <translation>Hinzuzufügende Dateien</translation>
    </message>
    <message>
        <source>Add media</source>
        <translation>Medien hinzufügen</translation>
    </message>
    <message>
        <source>Choose at least one format.</source>
        <translation>Mindestens ein Format auswählen.</translation>
    </message>
    <message>
        <source>Choose at least one file.</source>
        <translation>Mindestens eine Datei auswählen.</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Add %n file(s)</source>
        <translation>
            <numerusform>%n Datei &amp;hinzufügen</numerusform>
            <numerusform>%n Dateien &amp;hinzufügen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::BannerBar</name>
    <message>
        <source>&amp;Retry now</source>
        <translation>&amp;Jetzt erneut versuchen</translation>
    </message>
    <message>
        <source>&amp;Sign in…</source>
        <translation>Anm&amp;elden…</translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation>&amp;Quittieren</translation>
    </message>
    <message>
        <source>&amp;New session</source>
        <translation>&amp;Neue Sitzung</translation>
    </message>
    <message>
        <source>&amp;Go online</source>
        <translation>&amp;Online gehen</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Einzelheiten</translation>
    </message>
    <message>
        <source>Re&amp;view</source>
        <translation>&amp;Ansehen</translation>
    </message>
    <message>
        <source>Send &amp;all</source>
        <translation>A&amp;lle senden</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>E&amp;rneut versuchen</translation>
    </message>
</context>
<context>
    <name>fw::ui::Commands</name>
    <message>
        <source>&amp;Add media…</source>
        <translation>&amp;Medien hinzufügen…</translation>
    </message>
    <message>
        <source>Choose video files and what to make of them</source>
        <translation>Videodateien auswählen und festlegen, was daraus entsteht</translation>
    </message>
    <message>
        <source>Add from clip&amp;board</source>
        <translation>Aus &amp;Zwischenablage hinzufügen</translation>
    </message>
    <message>
        <source>Add the files or paths in the clipboard</source>
        <translation>Die Dateien oder Pfade aus der Zwischenablage hinzufügen</translation>
    </message>
    <message>
        <source>Try with a &amp;sample clip</source>
        <translation>Mit Beispiel&amp;clip ausprobieren</translation>
    </message>
    <message>
        <source>The server makes a short clip and processes it</source>
        <translation>Der Server erzeugt einen kurzen Clip und verarbeitet ihn</translation>
    </message>
    <message>
        <source>&amp;Options for new media…</source>
        <translation>&amp;Optionen für neue Medien…</translation>
    </message>
    <message>
        <source>Formats, watermark and text of media added from now on</source>
        <translation>Formate, Wasserzeichen und Text für künftig hinzugefügte Medien</translation>
    </message>
    <message>
        <source>&amp;Close window</source>
        <translation>&amp;Fenster schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the selected rows as tab-separated text</source>
        <translation>Die ausgewählten Zeilen als Text mit Tabulatoren kopieren</translation>
    </message>
    <message>
        <source>Select &amp;all shown</source>
        <translation>&amp;Alle angezeigten auswählen</translation>
    </message>
    <message>
        <source>Select &amp;none</source>
        <translation>Auswahl auf&amp;heben</translation>
    </message>
    <message>
        <source>&amp;Search jobs</source>
        <translation>Aufträge &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Views</source>
        <translation>&amp;Ansichten</translation>
    </message>
    <message>
        <source>Job &amp;detail</source>
        <translation>Auftrags&amp;details</translation>
    </message>
    <message>
        <source>&amp;Activity</source>
        <translation>A&amp;ktivität</translation>
    </message>
    <message>
        <source>&amp;Lock panels</source>
        <translation>&amp;Bereiche sperren</translation>
    </message>
    <message>
        <source>Panels keep their place; unlock to move them</source>
        <translation>Bereiche behalten ihren Platz; zum Verschieben entsperren</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Panels and columns as at first</source>
        <translation>Bereiche und Spalten wie zu Anfang</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>High &amp;contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>&amp;Next that needs you</source>
        <translation>&amp;Nächster mit Handlungsbedarf</translation>
    </message>
    <message>
        <source>Go to the next job that failed or needs attention</source>
        <translation>Zum nächsten Auftrag gehen, der fehlgeschlagen ist oder einen Eingriff braucht</translation>
    </message>
    <message>
        <source>Show &amp;detail</source>
        <translation>&amp;Details zeigen</translation>
    </message>
    <message>
        <source>Show the job&apos;s stages, outputs and events</source>
        <translation>Die Schritte, Ausgaben und Ereignisse des Auftrags zeigen</translation>
    </message>
    <message>
        <source>&amp;Refresh now</source>
        <translation>Jetzt &amp;aktualisieren</translation>
    </message>
    <message>
        <source>Read again what is on screen</source>
        <translation>Neu einlesen, was gerade zu sehen ist</translation>
    </message>
    <message>
        <source>Read &amp;everything again</source>
        <translation>Alles &amp;neu einlesen</translation>
    </message>
    <message>
        <source>Forget positions and read the whole state of every server</source>
        <translation>Lesepositionen vergessen und den gesamten Zustand jedes Servers einlesen</translation>
    </message>
    <message>
        <source>Ne&amp;xt pane</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation>&amp;Vorheriger Bereich</translation>
    </message>
    <message>
        <source>Next detail &amp;tab</source>
        <translation>Nächste &amp;Registerkarte der Details</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Framewatch</source>
        <translation>Ü&amp;ber Framewatch</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Job</source>
        <translation>Auf&amp;trag</translation>
    </message>
    <message>
        <source>Pr&amp;iority</source>
        <translation>Pr&amp;iorität</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Server</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Fenster</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>P&amp;revious detail tab</source>
        <translation>Vo&amp;riger Detailreiter</translation>
    </message>
    <message>
        <source>No server is connected.</source>
        <translation>Kein Server ist verbunden.</translation>
    </message>
    <message>
        <source>L&amp;ibrary</source>
        <translation>B&amp;ibliothek</translation>
    </message>
    <message>
        <source>&amp;Servers…</source>
        <translation>&amp;Server…</translation>
    </message>
    <message>
        <source>Add, change and remove servers</source>
        <translation>Server hinzufügen, ändern und entfernen</translation>
    </message>
    <message>
        <source>Connection &amp;inspector</source>
        <translation>Verbindungs&amp;inspektor</translation>
    </message>
    <message>
        <source>What passes between here and the servers, and what of it was not understood</source>
        <translation>Was zwischen hier und den Servern ausgetauscht wird und was davon nicht verstanden wurde</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Outbox</source>
        <translation>&amp;Postausgang</translation>
    </message>
    <message>
        <source>Changes of yours that are not settled, and what can be done about them</source>
        <translation>Ihre Änderungen, die nicht abgeschlossen sind, und was damit geschehen kann</translation>
    </message>
    <message>
        <source>Work &amp;offline</source>
        <translation>&amp;Offline arbeiten</translation>
    </message>
    <message>
        <source>Close all connections; changes wait until you go online again</source>
        <translation>Alle Verbindungen schließen; Änderungen warten, bis Sie wieder online gehen</translation>
    </message>
</context>
<context>
    <name>fw::ui::ConfirmDialog</name>
    <message>
        <source>What this touches</source>
        <translation>Was davon betroffen ist</translation>
    </message>
</context>
<context>
    <name>fw::ui::ConflictDialog</name>
    <message>
        <source>Take the server&apos;s</source>
        <translation>Wert des Servers nehmen</translation>
    </message>
    <message>
        <source>&amp;Send result</source>
        <translation>Ergebnis &amp;senden</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Both sides, field by field</source>
        <translation>Beide Seiten, Feld für Feld</translation>
    </message>
    <message>
        <source>Nothing of mine is sent. It stays in the history and can be restored.</source>
        <translation>Von mir wird nichts gesendet. Es bleibt im Verlauf und kann wiederhergestellt werden.</translation>
    </message>
    <message>
        <source>&amp;Leave for later</source>
        <translation>S&amp;päter entscheiden</translation>
    </message>
    <message>
        <source>Nothing is decided; it stays in the outbox (Esc)</source>
        <translation>Nichts wird entschieden; es bleibt im Postausgang (Esc)</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Resolve %1 of %2 – %3</source>
        <comment>number of a conflict, of how many, what it is</comment>
        <translation>Auflösen %1 von %2 – %3</translation>
    </message>
    <message>
        <source>The newer side</source>
        <translation>Die neuere Seite</translation>
    </message>
    <message>
        <source>%1, the newer side</source>
        <translation>%1, die neuere Seite</translation>
    </message>
    <message>
        <source>The server&apos;s value changed while this was open: %1. Choose again where it is marked.</source>
        <translation>Der Wert des Servers hat sich inzwischen geändert: %1. Wählen Sie neu, wo es markiert ist.</translation>
    </message>
    <message>
        <source>Every field needs a side first.</source>
        <translation>Erst braucht jedes Feld eine Seite.</translation>
    </message>
    <message>
        <source>Sends one change with what stands under Result</source>
        <translation>Sendet eine Änderung mit dem, was unter Ergebnis steht</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Do the same for the remaining %n conflict(s)</source>
        <translation>
            <numerusform>Für %n weiteren Konflikt &amp;ebenso</numerusform>
            <numerusform>Für %n weiteren Konflikt &amp;ebenso</numerusform>
        </translation>
    </message>
    <message>
        <source>The choices above do not decide any other conflict.</source>
        <translation>Die Wahl oben entscheidet keinen anderen Konflikt.</translation>
    </message>
</context>
<context>
    <name>fw::ui::ConflictRow</name>
    <message>
        <source>Mine (%1, offline)</source>
        <comment>when</comment>
        <translation>Meine (%1, offline)</translation>
    </message>
    <message>
        <source>Mine (%1)</source>
        <comment>when</comment>
        <translation>Meine (%1)</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Server (%1)</source>
        <comment>who, when</comment>
        <translation>Server (%1)</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>a field, whose value, the value</comment>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>war %1</translation>
    </message>
    <message>
        <source>Mine only – unchanged on the server: %1</source>
        <translation>Nur von mir – am Server unverändert: %1</translation>
    </message>
    <message>
        <source>The same on both sides; was %1</source>
        <translation>Auf beiden Seiten gleich; war %1</translation>
    </message>
    <message>
        <source>Changed just now: choose again</source>
        <translation>Gerade geändert: neu wählen</translation>
    </message>
    <message>
        <source>Choose a side</source>
        <translation>Seite wählen</translation>
    </message>
    <message>
        <source>%1, not decided</source>
        <translation>%1, nicht entschieden</translation>
    </message>
    <message>
        <source>%1, decided</source>
        <translation>%1, entschieden</translation>
    </message>
    <message>
        <source>result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>fw::ui::ConnectionPopover</name>
    <message>
        <source>Connection to %1</source>
        <translation>Verbindung mit %1</translation>
    </message>
    <message>
        <source>&amp;Retry now</source>
        <translation>&amp;Jetzt erneut versuchen</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>&amp;Copy diagnostics</source>
        <translation>&amp;Diagnose kopieren</translation>
    </message>
    <message>
        <source>Copies these facts as text. Tokens are never part of it.</source>
        <translation>Kopiert diese Angaben als Text. Token sind nie darin enthalten.</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>The connection is live.</source>
        <translation>Die Verbindung ist live.</translation>
    </message>
    <message>
        <source>There is no connection.</source>
        <translation>Es besteht keine Verbindung.</translation>
    </message>
    <message>
        <source>&amp;Sign in…</source>
        <translation>&amp;Anmelden…</translation>
    </message>
    <message>
        <source>Sign &amp;out</source>
        <translation>A&amp;bmelden</translation>
    </message>
    <message>
        <source>Forgets the token and disconnects.</source>
        <translation>Verwirft das Token und trennt die Verbindung.</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) not understood – s&amp;how</source>
        <translation>
            <numerusform>%n Nachricht nicht verstanden – &amp;zeigen</numerusform>
            <numerusform>%n Nachrichten nicht verstanden – &amp;zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Shows them in the connection inspector.</source>
        <translation>Zeigt sie im Verbindungsinspektor.</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>&amp;Inspektor</translation>
    </message>
    <message>
        <source>&amp;Read now</source>
        <translation>&amp;Jetzt abfragen</translation>
    </message>
    <message>
        <source>&amp;Work offline</source>
        <translation>&amp;Offline arbeiten</translation>
    </message>
    <message>
        <source>&amp;Now</source>
        <translation>&amp;Jetzt</translation>
    </message>
    <message>
        <source>Try the WebSocket now</source>
        <translation>WebSocket jetzt versuchen</translation>
    </message>
    <message>
        <source>Framewatch works offline.</source>
        <translation>Framewatch arbeitet offline.</translation>
    </message>
    <message>
        <source>&amp;Go online</source>
        <translation>&amp;Online gehen</translation>
    </message>
    <message>
        <source>Connects all servers that were connected before.</source>
        <translation>Verbindet alle Server, die vorher verbunden waren.</translation>
    </message>
    <message>
        <source>Closes all connections. Changes wait until you go online again.</source>
        <translation>Schließt alle Verbindungen. Änderungen warten, bis Sie wieder online gehen.</translation>
    </message>
</context>
<context>
    <name>fw::ui::DetailPanel</name>
    <message>
        <source>No job selected</source>
        <translation>Kein Auftrag ausgewählt</translation>
    </message>
    <message>
        <source>Choose a job to see its stages, pictures, outputs and events.</source>
        <translation>Einen Auftrag auswählen, um seine Schritte, Bilder, Ausgaben und Ereignisse zu sehen.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Pr&amp;iority</source>
        <translation>Pr&amp;iorität</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message numerus="yes">
        <source>%n jobs selected</source>
        <translation>
            <numerusform>%n Auftrag ausgewählt</numerusform>
            <numerusform>%n Aufträge ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>showing %1</source>
        <translation>gezeigt: %1</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>ran %1</source>
        <translation>lief %1</translation>
    </message>
</context>
<context>
    <name>fw::ui::DetailTabs</name>
    <message>
        <source>Parts of the job</source>
        <translation>Teile des Auftrags</translation>
    </message>
</context>
<context>
    <name>fw::ui::DetectStrip</name>
    <message>
        <source>This is %1.</source>
        <translation>Das ist %1.</translation>
    </message>
    <message>
        <source>This is likely %1.</source>
        <translation>Das ist wahrscheinlich %1.</translation>
    </message>
    <message>
        <source>This may be %1.</source>
        <translation>Das könnte %1 sein.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>option: value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1 wird abgefragt…</translation>
    </message>
    <message>
        <source>Asking the address</source>
        <translation>Adresse wird abgefragt</translation>
    </message>
    <message>
        <source>Nothing found that is known here.</source>
        <translation>Nichts gefunden, was hier bekannt ist.</translation>
    </message>
    <message>
        <source>Use this kind</source>
        <translation>Diese Art verwenden</translation>
    </message>
    <message>
        <source>Use these options</source>
        <translation>Diese Optionen verwenden</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
</context>
<context>
    <name>fw::ui::DropOverlay</name>
    <message>
        <source>Cannot be added here</source>
        <translation>Kann hier nicht hinzugefügt werden</translation>
    </message>
    <message numerus="yes">
        <source>Drop to add %n file(s)</source>
        <translation>
            <numerusform>Ablegen, um %n Datei hinzuzufügen</numerusform>
            <numerusform>Ablegen, um %n Dateien hinzuzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 will process it with the current options.</source>
        <translation>Die Verarbeitung übernimmt %1 mit den aktuellen Optionen.</translation>
    </message>
</context>
<context>
    <name>fw::ui::ErrorBlock</name>
    <message>
        <source>C&amp;opy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the error as text</source>
        <translation>Den Fehler als Text kopieren</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Not recoverable: the file or the options must change.</source>
        <translation>Nicht behebbar: Die Datei oder die Optionen müssen geändert werden.</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Recoverable: Retry can help.</source>
        <translation>Behebbar: „Wiederholen“ kann helfen.</translation>
    </message>
</context>
<context>
    <name>fw::ui::ExchangeDetail</name>
    <message>
        <source>Parts of the message</source>
        <translation>Teile der Nachricht</translation>
    </message>
    <message>
        <source>Conten&amp;t</source>
        <translation>Inhal&amp;t</translation>
    </message>
    <message>
        <source>Re&amp;quest</source>
        <translation>An&amp;frage</translation>
    </message>
    <message>
        <source>&amp;Headers</source>
        <translation>&amp;Kopfzeilen</translation>
    </message>
    <message>
        <source>Pro&amp;blems</source>
        <translation>Pro&amp;bleme</translation>
    </message>
    <message>
        <source>Pro&amp;blems %1</source>
        <translation>Pro&amp;bleme %1</translation>
    </message>
    <message>
        <source>The message in full</source>
        <translation>Die ganze Nachricht</translation>
    </message>
    <message>
        <source>Answ&amp;er</source>
        <translation>Antwor&amp;t</translation>
    </message>
    <message>
        <source>Choose a line to read all of it.</source>
        <translation>Wählen Sie eine Zeile, um alles zu lesen.</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Not understood</source>
        <translation>Nicht verstanden</translation>
    </message>
    <message>
        <source>Call failed</source>
        <translation>Aufruf gescheitert</translation>
    </message>
</context>
<context>
    <name>fw::ui::ExchangeTable</name>
    <message>
        <source>Messages and calls</source>
        <translation>Nachrichten und Aufrufe</translation>
    </message>
</context>
<context>
    <name>fw::ui::FacetPanel</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
</context>
<context>
    <name>fw::ui::FieldForm</name>
    <message>
        <source>A number is needed here.</source>
        <translation>Hier ist eine Zahl erforderlich.</translation>
    </message>
    <message>
        <source>A whole number is needed here.</source>
        <translation>Hier ist eine ganze Zahl erforderlich.</translation>
    </message>
    <message>
        <source>From %1 to %2.</source>
        <translation>Von %1 bis %2.</translation>
    </message>
    <message>
        <source>At least %1.</source>
        <translation>Mindestens %1.</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>Mindestens %n Zeichen.</numerusform>
            <numerusform>Mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n character(s).</source>
        <translation>
            <numerusform>Höchstens %n Zeichen.</numerusform>
            <numerusform>Höchstens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>Diese Angabe ist erforderlich.</translation>
    </message>
    <message>
        <source>This is not one of the choices.</source>
        <translation>Dieser Wert steht nicht zur Auswahl.</translation>
    </message>
    <message>
        <source>A colour as in #1A73E8 is needed here.</source>
        <translation>Hier ist eine Farbe wie #1A73E8 erforderlich.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>Eingabe anzeigen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Auswählen: %1</translation>
    </message>
    <message>
        <source>A file on this computer</source>
        <translation>Eine Datei auf diesem Computer</translation>
    </message>
    <message>
        <source>Several: with commas between them</source>
        <translation>Mehrere: durch Kommas getrennt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>field: what is wrong</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>This number is too large.</source>
        <translation>Diese Zahl ist zu groß.</translation>
    </message>
    <message>
        <source>The whole path of a file is needed here.</source>
        <translation>Hier wird der ganze Pfad einer Datei gebraucht.</translation>
    </message>
    <message>
        <source>This cannot be taken as it is.</source>
        <translation>So kann das nicht genommen werden.</translation>
    </message>
</context>
<context>
    <name>fw::ui::FileDesk</name>
    <message>
        <source>No program opens %1.</source>
        <translation>Kein Programm kann %1 öffnen.</translation>
    </message>
    <message>
        <source>The server is not connected.</source>
        <translation>Der Server ist nicht verbunden.</translation>
    </message>
    <message>
        <source>Save output</source>
        <translation>Ausgabe speichern</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Saving %1…</source>
        <translation>%1 wird gespeichert…</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>%1 was not saved: you cancelled it.</source>
        <translation>%1 wurde nicht gespeichert: abgebrochen.</translation>
    </message>
    <message>
        <source>%1 was not saved: %2</source>
        <translation>%1 wurde nicht gespeichert: %2</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>No program shows the folder %1.</source>
        <translation>Kein Programm zeigt den Ordner %1.</translation>
    </message>
    <message numerus="yes">
        <source>Save %n files to</source>
        <translation>
            <numerusform>%n Datei speichern in</numerusform>
            <numerusform>%n Dateien speichern in</numerusform>
        </translation>
    </message>
    <message>
        <source>Save as ZIP</source>
        <translation>Als ZIP speichern</translation>
    </message>
    <message>
        <source>Saving %1, %2 of %3…</source>
        <translation>%1 wird gespeichert, %2 von %3 …</translation>
    </message>
    <message>
        <source>Connection lost, going on at %1 %</source>
        <translation>Verbindung verloren, weiter bei %1 %</translation>
    </message>
    <message>
        <source>Connection lost, starting again</source>
        <translation>Verbindung verloren, noch einmal von vorn</translation>
    </message>
    <message>
        <source>try %1 of %2</source>
        <translation>Versuch %1 von %2</translation>
    </message>
    <message>
        <source>Saving it again goes on from there.</source>
        <translation>Erneutes Speichern macht dort weiter.</translation>
    </message>
    <message>
        <source>%1 of %2 saved.</source>
        <comment>files</comment>
        <translation>%1 von %2 gespeichert.</translation>
    </message>
    <message>
        <source>%1 of %2 saved: you cancelled the rest.</source>
        <comment>files</comment>
        <translation>%1 von %2 gespeichert: Den Rest haben Sie abgebrochen.</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n files to %1</source>
        <translation>
            <numerusform>%n Datei gespeichert in %1</numerusform>
            <numerusform>%n Dateien gespeichert in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::Gauges</name>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Datenträger</translation>
    </message>
    <message>
        <source>Graphics</source>
        <translation>Grafik</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) wait</source>
        <translation>
            <numerusform>%n Auftrag wartet</numerusform>
            <numerusform>%n Aufträge warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message numerus="yes">
        <source>%n at once</source>
        <translation>
            <numerusform>%n gleichzeitig</numerusform>
            <numerusform>%n gleichzeitig</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name: value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The machine</source>
        <translation>Der Rechner</translation>
    </message>
    <message>
        <source>Graphics heat</source>
        <translation>Temperatur der Grafik</translation>
    </message>
    <message>
        <source>%1 °C</source>
        <translation>%1 °C</translation>
    </message>
    <message>
        <source>as of %1: %2</source>
        <comment>a time: what was then</comment>
        <translation>Stand %1: %2</translation>
    </message>
    <message>
        <source>as of %1</source>
        <comment>a time</comment>
        <translation>Stand %1</translation>
    </message>
</context>
<context>
    <name>fw::ui::InspectorWindow</name>
    <message>
        <source>Only &amp;problems</source>
        <translation>Nur &amp;Probleme</translation>
    </message>
    <message>
        <source>Fo&amp;llow</source>
        <translation>Fo&amp;lgen</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation>Als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>Save &amp;recording…</source>
        <translation>Aufzeichnung &amp;sichern …</translation>
    </message>
    <message>
        <source>Save recording</source>
        <translation>Aufzeichnung sichern</translation>
    </message>
    <message>
        <source>Connection inspector</source>
        <translation>Verbindungsinspektor</translation>
    </message>
    <message>
        <source>All servers</source>
        <translation>Alle Server</translation>
    </message>
    <message>
        <source>%1 of %2 shown</source>
        <translation>%1 von %2 gezeigt</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) and calls</source>
        <translation>
            <numerusform>%n Nachricht oder Aufruf</numerusform>
            <numerusform>%n Nachrichten und Aufrufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not understood</source>
        <translation>
            <numerusform>%n nicht verstanden</numerusform>
            <numerusform>%n nicht verstanden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>paused, %n came meanwhile</source>
        <translation>
            <numerusform>angehalten, %n kam inzwischen</numerusform>
            <numerusform>angehalten, %n kamen inzwischen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) copied</source>
        <translation>
            <numerusform>%n Zeile kopiert</numerusform>
            <numerusform>%n Zeilen kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Writes all messages of this server, without secrets, as a file that framewatch-cli explain and replay read (Ctrl+S)</source>
        <translation>Schreibt alle Nachrichten dieses Servers ohne Geheimnisse in eine Datei, die framewatch-cli explain und replay lesen (Strg+S)</translation>
    </message>
    <message>
        <source>Choose one server: a recording holds what passed with one.</source>
        <translation>Wählen Sie einen Server: Eine Aufzeichnung enthält den Verkehr mit einem einzigen.</translation>
    </message>
    <message>
        <source>Nothing has passed yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>Every message and call to a server is listed here as it comes. Secrets are removed.</source>
        <translation>Jede Nachricht und jeder Aufruf an einen Server erscheint hier sofort. Geheimnisse sind entfernt.</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Nichts passt</translation>
    </message>
    <message>
        <source>Everything that came was understood.</source>
        <translation>Alles, was kam, wurde verstanden.</translation>
    </message>
    <message>
        <source>No message or call fits what is chosen above.</source>
        <translation>Keine Nachricht und kein Aufruf passt zur Auswahl oben.</translation>
    </message>
    <message>
        <source>Sho&amp;w everything</source>
        <translation>Alles &amp;zeigen</translation>
    </message>
    <message>
        <source>Which server&apos;s messages are shown</source>
        <translation>Von welchem Server Nachrichten gezeigt werden</translation>
    </message>
    <message>
        <source>Search path, kind, reason, content</source>
        <translation>Pfad, Art, Grund, Inhalt suchen</translation>
    </message>
    <message>
        <source>Search messages</source>
        <translation>Nachrichten suchen</translation>
    </message>
    <message>
        <source>Search messages (Ctrl+F)</source>
        <translation>Nachrichten suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Which way the messages went</source>
        <translation>In welche Richtung die Nachrichten gingen</translation>
    </message>
    <message>
        <source>Sent and received</source>
        <translation>Beide Richtungen</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Over which channel they went</source>
        <translation>Über welchen Kanal sie gingen</translation>
    </message>
    <message>
        <source>All channels</source>
        <translation>Alle Kanäle</translation>
    </message>
    <message>
        <source>WebSocket</source>
        <translation>WebSocket</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Only what was not understood, calls that failed and connections that broke off</source>
        <translation>Nur was nicht verstanden wurde, gescheiterte Aufrufe und abgebrochene Verbindungen</translation>
    </message>
    <message>
        <source>Keep the newest line in sight. Scrolling up stops it.</source>
        <translation>Die neueste Zeile im Blick behalten. Hochblättern beendet das.</translation>
    </message>
    <message>
        <source>Stops the list; what comes meanwhile is counted and shown later (Ctrl+P)</source>
        <translation>Hält die Liste an; was inzwischen kommt, wird gezählt und später gezeigt (Strg+P)</translation>
    </message>
    <message>
        <source>Forgets what is listed here. Nothing happens to the servers.</source>
        <translation>Vergisst, was hier steht. Den Servern geschieht nichts.</translation>
    </message>
    <message>
        <source>Copies the chosen lines as text (Ctrl+C)</source>
        <translation>Kopiert die gewählten Zeilen als Text (Strg+C)</translation>
    </message>
    <message>
        <source>Copies the chosen messages with their content (Ctrl+Shift+C)</source>
        <translation>Kopiert die gewählten Nachrichten mit Inhalt (Strg+Umschalt+C)</translation>
    </message>
    <message>
        <source>Recordings (*.jsonl)</source>
        <translation>Aufzeichnungen (*.jsonl)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gesichert</translation>
    </message>
    <message>
        <source>%1 was not saved: %2</source>
        <translation>%1 wurde nicht gesichert: %2</translation>
    </message>
</context>
<context>
    <name>fw::ui::ItemTable</name>
    <message>
        <source>Items</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>fw::ui::JobActions</name>
    <message>
        <source>&amp;Cancel job…</source>
        <translation>Auftra&amp;g abbrechen…</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausieren</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>Fo&amp;rtsetzen</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Pr&amp;iority</source>
        <translation>Pr&amp;iorität</translation>
    </message>
    <message>
        <source>&amp;Next in line (100)</source>
        <translation>Als &amp;Nächstes (100)</translation>
    </message>
    <message>
        <source>&amp;High (50)</source>
        <translation>&amp;Hoch (50)</translation>
    </message>
    <message>
        <source>&amp;Usual (0)</source>
        <translation>Nor&amp;mal (0)</translation>
    </message>
    <message>
        <source>&amp;Low (-50)</source>
        <translation>Nie&amp;drig (-50)</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n job(s)</source>
        <translation>
            <numerusform>%1: %n Auftrag</numerusform>
            <numerusform>%1: %n Aufträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n job(s)?</source>
        <translation>
            <numerusform>%n Auftrag abbrechen?</numerusform>
            <numerusform>%n Aufträge abbrechen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Cancel %n job(s)</source>
        <translation>
            <numerusform>%n Auftrag &amp;abbrechen</numerusform>
            <numerusform>%n Aufträge &amp;abbrechen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Do not cancel</source>
        <translation>&amp;Nicht abbrechen</translation>
    </message>
    <message>
        <source>Cancel %1?</source>
        <comment>a job</comment>
        <translation>%1 abbrechen?</translation>
    </message>
    <message>
        <source>The server is asked to stop the work.</source>
        <translation>Der Server wird gebeten, die Arbeit zu beenden.</translation>
    </message>
    <message>
        <source>What is cancelled can be retried there.</source>
        <translation>Was abgebrochen ist, kann dort wiederholt werden.</translation>
    </message>
    <message>
        <source>What is cancelled cannot be retried there.</source>
        <translation>Was abgebrochen ist, kann dort nicht wiederholt werden.</translation>
    </message>
    <message>
        <source>Not every server here can retry what is cancelled.</source>
        <translation>Nicht jeder dieser Server kann wiederholen, was abgebrochen ist.</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>a job, its server</comment>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a job, its id</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>fw::ui::JobDelegate</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>fw::ui::JobTable</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>fw::ui::KeepWatch</name>
    <message>
        <source>Changes cannot be kept: %1. Editing is off.</source>
        <translation>Änderungen können nicht gesichert werden: %1. Bearbeiten ist aus.</translation>
    </message>
    <message>
        <source>the disk refused</source>
        <translation>der Datenträger lehnte ab</translation>
    </message>
</context>
<context>
    <name>fw::ui::KindList</name>
    <message>
        <source>Add a server…</source>
        <translation>Server hinzufügen…</translation>
    </message>
    <message>
        <source>Add a server: %1</source>
        <translation>Server hinzufügen: %1</translation>
    </message>
</context>
<context>
    <name>fw::ui::KindView</name>
    <message>
        <source>Kinds of items</source>
        <translation>Arten von Einträgen</translation>
    </message>
</context>
<context>
    <name>fw::ui::LibraryDesk</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <comment>server, state, its words</comment>
        <translation>%1: %2. %3</translation>
    </message>
    <message>
        <source>%1: %2. Last known state, last heard: %3</source>
        <comment>server, state, age</comment>
        <translation>%1: %2. Letzter bekannter Stand, zuletzt gehört: %3</translation>
    </message>
</context>
<context>
    <name>fw::ui::LibraryPanel</name>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Search items</source>
        <translation>Einträge durchsuchen</translation>
    </message>
    <message>
        <source>Shows the items that contain every word</source>
        <translation>Zeigt die Einträge, die jedes Wort enthalten</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Choose an item to see its picture and its fields.</source>
        <translation>Einen Eintrag auswählen, um sein Bild und seine Felder zu sehen.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>shown items of all</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Nothing contains “%1”</source>
        <translation>Nichts enthält „%1“</translation>
    </message>
    <message>
        <source>None of the %1 that are here.</source>
        <translation>Keiner der %1 vorhandenen Einträge.</translation>
    </message>
    <message>
        <source>&amp;Clear the search</source>
        <translation>Suche &amp;leeren</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Nichts vorhanden</translation>
    </message>
    <message>
        <source>Nothing known from %1</source>
        <translation>Nichts von %1 bekannt</translation>
    </message>
    <message>
        <source>%1: none yet</source>
        <comment>a kind of items</comment>
        <translation>%1: noch keine</translation>
    </message>
    <message>
        <source>What %1 keeps of this kind appears here by itself.</source>
        <translation>Was %1 von dieser Art enthält, erscheint hier von selbst.</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>showing %1</source>
        <translation>angezeigt: %1</translation>
    </message>
    <message>
        <source>deleted %1</source>
        <comment>when the server deletes it by itself</comment>
        <translation>wird %1 gelöscht</translation>
    </message>
    <message>
        <source>as of %1</source>
        <comment>a time</comment>
        <translation>Stand %1</translation>
    </message>
</context>
<context>
    <name>fw::ui::LogView</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
</context>
<context>
    <name>fw::ui::MainWindow</name>
    <message>
        <source>%1 has no jobs yet</source>
        <translation>%1 hat noch keine Aufträge</translation>
    </message>
    <message>
        <source>Drop video files here, paste their paths, or choose them. New jobs appear by themselves.</source>
        <translation>Videodateien hier ablegen, ihre Pfade einfügen oder Dateien auswählen. Neue Aufträge erscheinen von selbst.</translation>
    </message>
    <message>
        <source>&amp;Add media…</source>
        <translation>&amp;Medien hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Try with a sample clip</source>
        <translation>Mit Beispiel&amp;clip ausprobieren</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Wird vorbereitet</translation>
    </message>
    <message>
        <source>Nothing known from %1</source>
        <translation>Von %1 ist nichts bekannt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;Retry now</source>
        <translation>&amp;Jetzt erneut versuchen</translation>
    </message>
    <message>
        <source>Framewatch</source>
        <translation>Framewatch</translation>
    </message>
    <message>
        <source>Choose video files and what to make of them. Files can also be dropped on the window or pasted.</source>
        <translation>Videodateien auswählen und festlegen, was daraus entsteht. Dateien können auch im Fenster abgelegt oder eingefügt werden.</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Job detail</source>
        <translation>Auftragsdetails</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>The server said no.</source>
        <translation>Der Server hat abgelehnt.</translation>
    </message>
    <message>
        <source>About Framewatch</source>
        <translation>Über Framewatch</translation>
    </message>
    <message>
        <source>Framewatch %1</source>
        <translation>Framewatch %1</translation>
    </message>
    <message>
        <source>Watches and controls the processing queues of media servers.
Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Überwacht und steuert die Verarbeitungswarteschlangen von Medienservern.
Freie Software unter der GNU General Public License, Version 3 oder neuer.</translation>
    </message>
    <message>
        <source>Not everything was accepted.</source>
        <translation>Nicht alles wurde angenommen.</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>What the servers keep besides jobs</source>
        <translation>Was die Server außer Aufträgen enthalten</translation>
    </message>
    <message>
        <source>No connected server keeps anything besides jobs.</source>
        <translation>Kein verbundener Server enthält etwas außer Aufträgen.</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Or watch a server</source>
        <translation>Oder einen Server überwachen</translation>
    </message>
    <message>
        <source>No server yet</source>
        <translation>Noch kein Server</translation>
    </message>
    <message>
        <source>Add one to watch its jobs and what it keeps.</source>
        <translation>Fügen Sie einen hinzu, um seine Aufträge und Bestände zu sehen.</translation>
    </message>
    <message>
        <source>&amp;Go online</source>
        <translation>&amp;Online gehen</translation>
    </message>
    <message>
        <source>Changes cannot be kept: %1.</source>
        <translation>Änderungen können nicht gesichert werden: %1.</translation>
    </message>
    <message>
        <source>Editing is off.</source>
        <translation>Bearbeiten ist aus.</translation>
    </message>
    <message>
        <source>Conflict: %1</source>
        <translation>Konflikt: %1</translation>
    </message>
    <message>
        <source>Closed unexpectedly.</source>
        <translation>Unerwartet beendet.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were recovered and are held.</source>
        <translation>
            <numerusform>%n Änderung wurde wiederhergestellt und wird zurückgehalten.</numerusform>
            <numerusform>%n Änderungen wurden wiederhergestellt und werden zurückgehalten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::MediaDesk</name>
    <message>
        <source>There is no server. Start without --offline to process media.</source>
        <translation>Es gibt keinen Server. Zum Verarbeiten von Medien ohne --offline starten.</translation>
    </message>
    <message>
        <source>Add media</source>
        <translation>Medien hinzufügen</translation>
    </message>
    <message>
        <source>%1 makes a sample clip</source>
        <translation>%1 erzeugt einen Beispielclip</translation>
    </message>
    <message numerus="yes">
        <source>Handing %n file(s) to %1…</source>
        <translation>
            <numerusform>%n Datei wird an %1 übergeben …</numerusform>
            <numerusform>%n Dateien werden an %1 übergeben …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) wait until %1 is connected</source>
        <translation>
            <numerusform>%n Datei wartet, bis %1 verbunden ist</numerusform>
            <numerusform>%n Dateien warten, bis %1 verbunden ist</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::OfferActions</name>
    <message numerus="yes">
        <source>%1: %n selected</source>
        <comment>an action, then to how many</comment>
        <translation>
            <numerusform>%1: %n ausgewählt</numerusform>
            <numerusform>%1: %n ausgewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::OfferBar</name>
    <message>
        <source>&amp;More</source>
        <translation>&amp;Mehr</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
</context>
<context>
    <name>fw::ui::OfferDesk</name>
    <message>
        <source>%1: %2</source>
        <comment>an action, then what it is done to</comment>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n selected</source>
        <comment>an action, then how many it is done to</comment>
        <translation>
            <numerusform>%1: %n ausgewählt</numerusform>
            <numerusform>%1: %n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>They go one after the other; each may take a while.</source>
        <translation>Die Ausführung erfolgt nacheinander; jede kann eine Weile dauern.</translation>
    </message>
    <message>
        <source>%1?</source>
        <comment>a confirmation: an action as a question</comment>
        <translation>%1?</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a button: an action, and to how many</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&amp;Leave as it is</source>
        <translation>&amp;Unverändert lassen</translation>
    </message>
    <message>
        <source>The server is not connected any more.</source>
        <translation>Der Server ist nicht mehr verbunden.</translation>
    </message>
    <message>
        <source>%1: sent to %2</source>
        <comment>an action, then the server</comment>
        <translation>%1: an %2 gesendet</translation>
    </message>
</context>
<context>
    <name>fw::ui::OfferDialog</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>names of what is selected</comment>
        <translation>
            <numerusform>%1 und %n weiterer</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>What is asked for</source>
        <translation>Abgefragte Angaben</translation>
    </message>
    <message>
        <source>On %1</source>
        <comment>the server</comment>
        <translation>Auf %1</translation>
    </message>
    <message numerus="yes">
        <source>%n selected: %1</source>
        <translation>
            <numerusform>%n ausgewählt: %1</numerusform>
            <numerusform>%n ausgewählt: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a button: an action, and to how many</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Enter</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Nothing is changed yet.</source>
        <translation>Noch ist nichts geändert.</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
</context>
<context>
    <name>fw::ui::OfferWords</name>
    <message>
        <source>“%1”</source>
        <comment>a state in quotes</comment>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>Possible only in the state %1.</source>
        <translation>Nur im Zustand %1 möglich.</translation>
    </message>
    <message>
        <source> or </source>
        <comment>between two states</comment>
        <translation> oder </translation>
    </message>
    <message>
        <source>Select a job in the table first.</source>
        <translation>Zuerst einen Auftrag in der Tabelle auswählen.</translation>
    </message>
    <message>
        <source>Select something in the list first.</source>
        <translation>Zuerst etwas in der Liste auswählen.</translation>
    </message>
    <message>
        <source>This can be done to one at a time. Select only one.</source>
        <translation>Das geht nur einzeln. Nur einen Eintrag auswählen.</translation>
    </message>
    <message>
        <source>Applies to %1 of %2 that are selected.</source>
        <translation>Gilt für %1 von %2 ausgewählten.</translation>
    </message>
</context>
<context>
    <name>fw::ui::OutboxDesk</name>
    <message numerus="yes">
        <source>%n change(s) of %1 wait for that account.</source>
        <translation>
            <numerusform>%n Änderung von %1 wartet auf dieses Konto.</numerusform>
            <numerusform>%n Änderung von %1 wartet auf dieses Konto.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a field, then its value</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>This server is not set up any more.</source>
        <translation>Dieser Server ist nicht mehr eingerichtet.</translation>
    </message>
    <message>
        <source>Only a conflict that was resolved can be turned back.</source>
        <translation>Nur ein aufgelöster Konflikt kann zurückgenommen werden.</translation>
    </message>
    <message>
        <source>You have put it away.</source>
        <translation>Sie haben sie weggelegt.</translation>
    </message>
    <message>
        <source>It was accepted.</source>
        <translation>Sie wurde angenommen.</translation>
    </message>
    <message>
        <source>Others changed the same: resolve the conflict.</source>
        <translation>Andere haben dasselbe geändert: lösen Sie den Konflikt auf.</translation>
    </message>
    <message>
        <source>It is held: release it.</source>
        <translation>Sie ist zurückgehalten: geben Sie sie frei.</translation>
    </message>
    <message>
        <source>It is sent by itself as soon as it can be.</source>
        <translation>Sie wird von selbst gesendet, sobald es geht.</translation>
    </message>
    <message>
        <source>There is nothing in it that could be changed.</source>
        <translation>Daran lässt sich nichts ändern.</translation>
    </message>
    <message>
        <source>Possible for what was rejected or is held.</source>
        <translation>Möglich für Abgelehntes und Zurückgehaltenes.</translation>
    </message>
    <message>
        <source>This is no conflict.</source>
        <translation>Das ist kein Konflikt.</translation>
    </message>
    <message>
        <source>It is on its way already.</source>
        <translation>Sie ist schon unterwegs.</translation>
    </message>
    <message>
        <source>Only what waits to be sent can be held.</source>
        <translation>Nur was auf das Senden wartet, kann zurückgehalten werden.</translation>
    </message>
    <message>
        <source>The change it builds on was not taken: retry it, or discard it.</source>
        <translation>Die Änderung, auf der sie beruht, wurde nicht angenommen: wiederholen oder verwerfen Sie sie.</translation>
    </message>
    <message>
        <source>It is not held.</source>
        <translation>Sie ist nicht zurückgehalten.</translation>
    </message>
    <message>
        <source>The change is not there any more.</source>
        <translation>Die Änderung ist nicht mehr da.</translation>
    </message>
    <message>
        <source>replaced by a new one</source>
        <translation>durch eine neue ersetzt</translation>
    </message>
    <message>
        <source>discarded by you</source>
        <translation>von Ihnen verworfen</translation>
    </message>
    <message>
        <source>stopped by you</source>
        <translation>von Ihnen angehalten</translation>
    </message>
</context>
<context>
    <name>fw::ui::OutboxDetail</name>
    <message>
        <source>Fields before and after</source>
        <translation>Felder vorher und nachher</translation>
    </message>
    <message>
        <source>What leaves for the server, without secrets</source>
        <translation>Was an den Server geht, ohne Geheimnisse</translation>
    </message>
    <message>
        <source>an earlier change</source>
        <translation>eine frühere Änderung</translation>
    </message>
    <message>
        <source>made %1</source>
        <translation>gemacht %1</translation>
    </message>
    <message>
        <source>made %1 by %2</source>
        <translation>gemacht %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>sent %n time(s), last at %1</source>
        <translation>
            <numerusform>%n-mal gesendet, zuletzt um %1</numerusform>
            <numerusform>%n-mal gesendet, zuletzt um %1</numerusform>
        </translation>
    </message>
    <message>
        <source>waits for %1</source>
        <comment>the number of another change</comment>
        <translation>wartet auf %1</translation>
    </message>
    <message>
        <source>replaces %1</source>
        <comment>the number of another change</comment>
        <translation>ersetzt %1</translation>
    </message>
    <message>
        <source>takes back %1</source>
        <comment>the number of another change</comment>
        <translation>nimmt %1 zurück</translation>
    </message>
    <message>
        <source>replaced by %1</source>
        <comment>the number of another change</comment>
        <translation>ersetzt durch %1</translation>
    </message>
    <message>
        <source>put away by you</source>
        <translation>von Ihnen weggelegt</translation>
    </message>
    <message>
        <source>Choose a change to see what it does.</source>
        <translation>Wählen Sie eine Änderung, um zu sehen, was sie tut.</translation>
    </message>
</context>
<context>
    <name>fw::ui::OutboxTable</name>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
</context>
<context>
    <name>fw::ui::OutboxWindow</name>
    <message>
        <source>Whose changes are shown: the server</source>
        <translation>Änderungen welches Servers gezeigt werden</translation>
    </message>
    <message>
        <source>Which state of changes is shown</source>
        <translation>Änderungen welches Zustands gezeigt werden</translation>
    </message>
    <message>
        <source>Every state</source>
        <translation>Jeder Zustand</translation>
    </message>
    <message>
        <source>Recovered and held</source>
        <translation>Gerettet und zurückgehalten</translation>
    </message>
    <message>
        <source>Also changes that were accepted, and those you put away</source>
        <translation>Auch angenommene Änderungen und weggelegte</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Sends it again: the same change where there was no answer, a new one where it was rejected</source>
        <translation>Sendet sie noch einmal: dieselbe Änderung, wenn keine Antwort kam, eine neue, wenn sie abgelehnt wurde</translation>
    </message>
    <message>
        <source>&amp;Edit and resend…</source>
        <translation>&amp;Bearbeiten und neu senden…</translation>
    </message>
    <message>
        <source>Opens its form, filled in; what you send replaces it</source>
        <translation>Öffnet ihr ausgefülltes Formular; was Sie senden, ersetzt sie</translation>
    </message>
    <message>
        <source>Res&amp;olve…</source>
        <translation>Aufl&amp;ösen…</translation>
    </message>
    <message>
        <source>Shows both sides field by field (Enter)</source>
        <translation>Zeigt beide Seiten Feld für Feld (Eingabe)</translation>
    </message>
    <message>
        <source>&amp;Hold</source>
        <translation>&amp;Zurückhalten</translation>
    </message>
    <message>
        <source>Not sent until you release it</source>
        <translation>Wird erst gesendet, wenn Sie sie freigeben</translation>
    </message>
    <message>
        <source>Re&amp;lease</source>
        <translation>&amp;Freigeben</translation>
    </message>
    <message>
        <source>Sent as soon as it can be</source>
        <translation>Wird gesendet, sobald es geht</translation>
    </message>
    <message>
        <source>Restore &amp;mine</source>
        <translation>&amp;Meine wiederherstellen</translation>
    </message>
    <message>
        <source>Sends once more what you wanted before the conflict</source>
        <translation>Sendet noch einmal, was Sie vor dem Konflikt wollten</translation>
    </message>
    <message>
        <source>&amp;Discard…</source>
        <translation>&amp;Verwerfen…</translation>
    </message>
    <message>
        <source>Takes it out of the outbox without sending it (Del)</source>
        <translation>Nimmt sie aus dem Postausgang, ohne sie zu senden (Entf)</translation>
    </message>
    <message>
        <source>Copies the chosen lines, or all, as text (Ctrl+C)</source>
        <translation>Kopiert die gewählten Zeilen, oder alle, als Text (Strg+C)</translation>
    </message>
    <message>
        <source>Copies the chosen changes, or all, with their content (Ctrl+Shift+C)</source>
        <translation>Kopiert die gewählten Änderungen, oder alle, mit Inhalt (Strg+Umschalt+C)</translation>
    </message>
    <message>
        <source>Writes all changes that are listed into a file, without secrets</source>
        <translation>Schreibt alle gezeigten Änderungen in eine Datei, ohne Geheimnisse</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) copied</source>
        <translation>
            <numerusform>%n Zeile kopiert</numerusform>
            <numerusform>%n Zeile kopiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) copied</source>
        <translation>
            <numerusform>%n Änderung kopiert</numerusform>
            <numerusform>%n Änderung kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Export changes</source>
        <translation>Änderungen exportieren</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>%1 was not saved: %2</source>
        <translation>%1 wurde nicht gespeichert: %2</translation>
    </message>
    <message>
        <source>Show histor&amp;y</source>
        <translation>Verla&amp;uf zeigen</translation>
    </message>
    <message>
        <source>Hold &amp;all</source>
        <translation>&amp;Alle zurückhalten</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy as JSO&amp;N</source>
        <translation>Als JSO&amp;N kopieren</translation>
    </message>
    <message>
        <source>Export &amp;JSON…</source>
        <translation>&amp;JSON exportieren…</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Postausgang</translation>
    </message>
    <message>
        <source>All servers</source>
        <translation>Alle Server</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s), oldest %1</source>
        <translation>
            <numerusform>%n Änderung, von %1</numerusform>
            <numerusform>%n Änderung, von %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to send</source>
        <translation>Nichts zu senden</translation>
    </message>
    <message>
        <source>No change matches</source>
        <translation>Keine Änderung passt</translation>
    </message>
    <message>
        <source>Every change of yours has its answer</source>
        <translation>Jede Ihrer Änderungen hat ihre Antwort</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) hidden by the choice above.</source>
        <translation>
            <numerusform>%n Änderung durch die Wahl oben verborgen.</numerusform>
            <numerusform>%n Änderung durch die Wahl oben verborgen.</numerusform>
        </translation>
    </message>
    <message>
        <source>What you change stands here until its server has accepted it.</source>
        <translation>Was Sie ändern, steht hier, bis sein Server es angenommen hat.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Nothing is listed.</source>
        <translation>Nichts ist gelistet.</translation>
    </message>
    <message>
        <source>Select a change in the table first.</source>
        <translation>Wählen Sie erst eine Änderung in der Tabelle.</translation>
    </message>
    <message>
        <source>This can be done to one at a time. Select only one.</source>
        <translation>Das geht nur einzeln. Wählen Sie nur eine.</translation>
    </message>
    <message>
        <source>Applies to %1 of %2 that are selected.</source>
        <translation>Gilt für %1 von %2 gewählten.</translation>
    </message>
    <message>
        <source>Releases all that you put on hold</source>
        <translation>Gibt alle frei, die Sie zurückhalten</translation>
    </message>
    <message>
        <source>Puts all on hold that wait to be sent</source>
        <translation>Hält alle zurück, die auf das Senden warten</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>Nichts wartet auf das Senden.</translation>
    </message>
    <message numerus="yes">
        <source>Discard %n change(s)?</source>
        <translation>
            <numerusform>%n Änderung verwerfen?</numerusform>
            <numerusform>%n Änderung verwerfen?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not sent again. The server may have done them already. They stay in the history.</source>
        <translation>Sie werden nicht noch einmal gesendet. Der Server hat sie vielleicht schon ausgeführt. Sie bleiben im Verlauf.</translation>
    </message>
    <message>
        <source>They are not sent. They stay in the history.</source>
        <translation>Sie werden nicht gesendet. Sie bleiben im Verlauf.</translation>
    </message>
    <message numerus="yes">
        <source>Discard %n change(s)</source>
        <translation>
            <numerusform>%n Änderung verwerfen</numerusform>
            <numerusform>%n Änderung verwerfen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Behalten</translation>
    </message>
</context>
<context>
    <name>fw::ui::OutputsPage</name>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Finished files appear here.</source>
        <translation>Fertige Dateien erscheinen hier.</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>There is no output yet.</source>
        <translation>Es gibt noch keine Ausgabe.</translation>
    </message>
    <message>
        <source>The file lies on another machine. Save it here first.</source>
        <translation>Die Datei liegt auf einem anderen Rechner und muss zuerst hier gespeichert werden.</translation>
    </message>
    <message>
        <source>Download the file to a place of your choice</source>
        <translation>Die Datei herunterladen und an einem beliebigen Ort speichern</translation>
    </message>
</context>
<context>
    <name>fw::ui::PendingStrip</name>
    <message>
        <source>Res&amp;ume</source>
        <translation>Fortset&amp;zen</translation>
    </message>
    <message>
        <source>Sort and show the new state now</source>
        <translation>Jetzt sortieren und den neuen Stand zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n update(s) pending while you point here</source>
        <translation>
            <numerusform>%n Aktualisierung wartet, solange der Zeiger hier steht</numerusform>
            <numerusform>%n Aktualisierungen warten, solange der Zeiger hier steht</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::Preview</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>Noch kein Bild</translation>
    </message>
    <message>
        <source>Picture not available (%1)</source>
        <translation>Bild nicht verfügbar (%1)</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Not fetched while working offline</source>
        <translation>Wird beim Offline-Arbeiten nicht geladen</translation>
    </message>
</context>
<context>
    <name>fw::ui::QueuePanel</name>
    <message>
        <source>C&amp;lear</source>
        <translation>Suche &amp;leeren</translation>
    </message>
    <message>
        <source>Col&amp;umns</source>
        <translation>Spalte&amp;n</translation>
    </message>
    <message>
        <source>Choose which columns are shown</source>
        <translation>Auswählen, welche Spalten gezeigt werden</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>&amp;Reset columns</source>
        <translation>Spalten &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>%1 hidden.</source>
        <translation>%1 ausgeblendet.</translation>
    </message>
    <message>
        <source>No job in this view</source>
        <translation>Kein Auftrag in dieser Ansicht</translation>
    </message>
    <message>
        <source>&amp;Show all jobs</source>
        <translation>Alle Aufträge &amp;zeigen</translation>
    </message>
    <message>
        <source>No job matches “%1”</source>
        <translation>Kein Auftrag entspricht „%1“</translation>
    </message>
    <message>
        <source>&amp;Clear search</source>
        <translation>Su&amp;che leeren</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>not in this view</source>
        <translation>nicht in dieser Ansicht</translation>
    </message>
    <message>
        <source>hidden by the search</source>
        <translation>von der Suche verborgen</translation>
    </message>
    <message>
        <source>No job matches the last valid search</source>
        <translation>Kein Auftrag passt zur letzten gültigen Suche</translation>
    </message>
</context>
<context>
    <name>fw::ui::RefusalStrip</name>
    <message>
        <source>Rea&amp;pply</source>
        <translation>Erneut an&amp;wenden</translation>
    </message>
    <message>
        <source>In the outbox</source>
        <translation>Im Postausgang</translation>
    </message>
    <message numerus="yes">
        <source>%1, and %n more</source>
        <translation>
            <numerusform>%1 und %n weitere</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Re&amp;solve…</source>
        <translation>Auf&amp;lösen…</translation>
    </message>
    <message>
        <source>Resolve %1</source>
        <translation>%1 auflösen</translation>
    </message>
    <message>
        <source>Reapply %1</source>
        <translation>%1 erneut anwenden</translation>
    </message>
    <message>
        <source>Shows both sides field by field</source>
        <translation>Zeigt beide Seiten Feld für Feld</translation>
    </message>
    <message>
        <source>Sends it again as a new change</source>
        <translation>Sendet sie noch einmal als neue Änderung</translation>
    </message>
    <message>
        <source>Show %1 in the outbox</source>
        <translation>%1 im Postausgang zeigen</translation>
    </message>
</context>
<context>
    <name>fw::ui::RenderSheet</name>
    <message>
        <source>&amp;Watermark</source>
        <translation>&amp;Wasserzeichen</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>&amp;Auswählen…</translation>
    </message>
    <message>
        <source> % wide</source>
        <translation> % breit</translation>
    </message>
    <message>
        <source>Width of the watermark, of the picture</source>
        <translation>Breite des Wasserzeichens im Verhältnis zur Bildbreite</translation>
    </message>
    <message>
        <source> % solid</source>
        <translation> % deckend</translation>
    </message>
    <message>
        <source>Opacity of the watermark</source>
        <translation>Deckkraft des Wasserzeichens</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>&amp;Text</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>Größe des Textes</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Formate</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Branding</translation>
    </message>
    <message>
        <source>Fill: cut the overhang off</source>
        <translation>Füllen: Überstand abschneiden</translation>
    </message>
    <message>
        <source>Fit: whole picture, black bars</source>
        <translation>Einpassen: ganzes Bild, schwarze Balken</translation>
    </message>
    <message>
        <source>How the picture meets the format</source>
        <translation>Anpassung des Bildes an das Format</translation>
    </message>
    <message>
        <source>PNG file on the server&apos;s machine</source>
        <translation>PNG-Datei auf dem Rechner des Servers</translation>
    </message>
    <message>
        <source>Watermark file</source>
        <translation>Wasserzeichendatei</translation>
    </message>
    <message>
        <source>Choose a picture file</source>
        <translation>Eine Bilddatei auswählen</translation>
    </message>
    <message>
        <source>Shown over the picture</source>
        <translation>Wird über dem Bild eingeblendet</translation>
    </message>
    <message>
        <source>Text over the picture</source>
        <translation>Text über dem Bild</translation>
    </message>
    <message>
        <source>Watermark</source>
        <translation>Wasserzeichen</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.webp)</translation>
    </message>
</context>
<context>
    <name>fw::ui::SaveActions</name>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Save as ZIP…</source>
        <translation>Als ZIP speichern …</translation>
    </message>
    <message>
        <source>The server is not connected.</source>
        <translation>Der Server ist nicht verbunden.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>server, state</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Select one or more first.</source>
        <translation>Wählen Sie zuerst etwas aus.</translation>
    </message>
    <message>
        <source>The server gives no file of this.</source>
        <translation>Der Server gibt davon keine Datei heraus.</translation>
    </message>
    <message>
        <source>%1 of %2 have a file</source>
        <comment>items</comment>
        <translation>%1 von %2 haben eine Datei</translation>
    </message>
    <message numerus="yes">
        <source>Save %n files to a folder</source>
        <translation>
            <numerusform>%n Datei in einen Ordner speichern</numerusform>
            <numerusform>%n Dateien in einen Ordner speichern</numerusform>
        </translation>
    </message>
    <message>
        <source>Download the file to a place of your choice</source>
        <translation>Die Datei an einen Ort Ihrer Wahl herunterladen</translation>
    </message>
    <message>
        <source>The server packs at most %1 files together, and %2 are selected.</source>
        <translation>Der Server packt höchstens %1 Dateien zusammen, und %2 sind ausgewählt.</translation>
    </message>
    <message>
        <source>Save what is selected as one ZIP file</source>
        <translation>Das Ausgewählte als eine ZIP-Datei speichern</translation>
    </message>
</context>
<context>
    <name>fw::ui::SearchBox</name>
    <message>
        <source>Search name, stage, message, id, e.g. teaser ep12</source>
        <translation>Suche nach Name, Schritt, Meldung, ID, z. B. teaser ep12</translation>
    </message>
    <message>
        <source>Search jobs</source>
        <translation>Aufträge suchen</translation>
    </message>
    <message>
        <source>Shows the jobs that contain every word. Ctrl+F comes here, Esc clears.</source>
        <translation>Zeigt die Aufträge, die jedes Wort enthalten. Strg+F springt hierher, Esc leert das Feld.</translation>
    </message>
    <message>
        <source>not understood</source>
        <translation>nicht verstanden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s)</source>
        <translation>
            <numerusform>%Ln Auftrag</numerusform>
            <numerusform>%Ln Aufträge</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::ServerChip</name>
    <message>
        <source>Server %1: %2</source>
        <translation>Server %1: %2</translation>
    </message>
    <message>
        <source>%1: %2. Click for details.</source>
        <translation>%1: %2. Klicken für Einzelheiten.</translation>
    </message>
</context>
<context>
    <name>fw::ui::ServerDrafts</name>
    <message>
        <source>No name</source>
        <translation>Kein Name</translation>
    </message>
    <message>
        <source>%1, %2, not saved</source>
        <translation>%1, %2, nicht gespeichert</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>name, state</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Noch nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>fw::ui::ServerFacets</name>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
</context>
<context>
    <name>fw::ui::ServerForm</name>
    <message>
        <source>&amp;Detect</source>
        <translation>&amp;Erkennen</translation>
    </message>
    <message>
        <source>S&amp;ign in…</source>
        <translation>An&amp;melden…</translation>
    </message>
    <message>
        <source>Sign &amp;out</source>
        <translation>A&amp;bmelden</translation>
    </message>
    <message>
        <source>Asks the address what kind of server it is. Signs in nowhere and changes nothing.</source>
        <translation>Fragt unter der Adresse ab, welche Art von Server es ist. Meldet nirgends an und ändert nichts.</translation>
    </message>
    <message>
        <source>Forgets the token and disconnects.</source>
        <translation>Vergisst das Token und trennt die Verbindung.</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>A&amp;rt</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>Si&amp;gn-in</source>
        <translation>Anmel&amp;dung</translation>
    </message>
    <message>
        <source>&amp;Token travels</source>
        <translation>&amp;Token-Übertragung</translation>
    </message>
    <message>
        <source>&amp;Socket path</source>
        <translation>Soc&amp;ket-Pfad</translation>
    </message>
    <message>
        <source>The queue of this computer. Framewatch starts it and ends it with itself; it cannot be removed.</source>
        <translation>Die Warteschlange dieses Computers. Framewatch startet und beendet sie mit sich selbst; sie lässt sich nicht entfernen.</translation>
    </message>
    <message>
        <source>&amp;Start it and connect when Framewatch starts</source>
        <translation>Be&amp;im Start von Framewatch starten und verbinden</translation>
    </message>
    <message>
        <source>&amp;Connect when Framewatch starts</source>
        <translation>Be&amp;im Start von Framewatch verbinden</translation>
    </message>
    <message>
        <source>Empty: the usual one.</source>
        <translation>Leer: der übliche.</translation>
    </message>
    <message>
        <source>Options of %1</source>
        <translation>Optionen von %1</translation>
    </message>
</context>
<context>
    <name>fw::ui::ServersWindow</name>
    <message>
        <source>Not saved: %1.</source>
        <translation>Nicht gespeichert: %1.</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>The server itself and its jobs stay as they are. This goes from here:</source>
        <translation>Der Server selbst und seine Aufträge bleiben unverändert. Hier wird entfernt:</translation>
    </message>
    <message>
        <source>The settings of %1</source>
        <translation>Die Einstellungen von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) kept from it</source>
        <translation>
            <numerusform>%n hier gespeicherter Auftrag dieses Servers</numerusform>
            <numerusform>%n hier gespeicherte Aufträge dieses Servers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) that wait to be sent</source>
        <translation>
            <numerusform>%n Änderung, die auf das Senden wartet</numerusform>
            <numerusform>%n Änderungen, die auf das Senden warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Its sign-in in the keychain, if there is one</source>
        <translation>Die Anmeldung im Schlüsselbund, falls vorhanden</translation>
    </message>
    <message>
        <source>&amp;Remove %1</source>
        <translation>%1 &amp;entfernen</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>This computer cannot be removed; it need not be connected.</source>
        <translation>Dieser Computer kann nicht entfernt werden; er muss nicht verbunden sein.</translation>
    </message>
    <message>
        <source>There is one of this computer.</source>
        <translation>Für diesen Computer gibt es bereits einen.</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>Verbindun&amp;g trennen</translation>
    </message>
    <message>
        <source>Save first, then sign in here.</source>
        <translation>Zuerst speichern, dann hier anmelden.</translation>
    </message>
    <message>
        <source>Framewatch works offline: nobody is asked.</source>
        <translation>Framewatch arbeitet offline: Es wird kein Server gefragt.</translation>
    </message>
    <message>
        <source>The server wants a sign-in.</source>
        <translation>Der Server verlangt eine Anmeldung.</translation>
    </message>
    <message>
        <source>Not signed in.</source>
        <translation>Nicht angemeldet.</translation>
    </message>
    <message>
        <source>Signed in.</source>
        <translation>Angemeldet.</translation>
    </message>
    <message>
        <source>Signed in as %1.</source>
        <translation>Angemeldet als %1.</translation>
    </message>
    <message>
        <source>It is kept in the keychain.</source>
        <translation>Die Anmeldung liegt im Schlüsselbund.</translation>
    </message>
    <message>
        <source>No secret service answers: it is kept for this run only.</source>
        <translation>Kein Schlüsselbunddienst antwortet: Die Anmeldung wird nur bis zum Beenden behalten.</translation>
    </message>
    <message>
        <source>Saving connects it.</source>
        <translation>Speichern stellt die Verbindung her.</translation>
    </message>
    <message>
        <source>Saving signs you out: the sign-in was for another server.</source>
        <translation>Speichern meldet ab: Die Anmeldung galt für einen anderen Server.</translation>
    </message>
    <message>
        <source>Saving connects %1 anew; the others go on.</source>
        <translation>Speichern verbindet %1 neu; die anderen laufen weiter.</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>Ver&amp;werfen</translation>
    </message>
    <message>
        <source>&amp;Undo changes</source>
        <translation>Änderungen z&amp;urücknehmen</translation>
    </message>
    <message>
        <source>There is nothing to save.</source>
        <translation>Es gibt nichts zu speichern.</translation>
    </message>
    <message>
        <source>&amp;Add a server</source>
        <translation>Server &amp;hinzufügen</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>Du&amp;plizieren</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>Ent&amp;fernen…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Which server do you want to watch?</source>
        <translation>Welcher Server soll überwacht werden?</translation>
    </message>
    <message>
        <source>Choose one at the left to change it, or add one. If you do not know its kind, add any and let Framewatch detect it by the address.</source>
        <translation>Links einen Server auswählen, um ihn zu ändern, oder einen hinzufügen. Ist die Art nicht bekannt, eine beliebige hinzufügen und Framewatch die Art anhand der Adresse erkennen lassen.</translation>
    </message>
</context>
<context>
    <name>fw::ui::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search, e.g. retry or Ctrl+F</source>
        <translation>Suchen, z. B. Wiederholen oder Strg+F</translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation>Tastenkürzel suchen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Next and previous job (in the table)</source>
        <translation>Nächster und vorheriger Auftrag (in der Tabelle)</translation>
    </message>
    <message>
        <source>Next job that failed or needs attention (in the table)</source>
        <translation>Nächster Auftrag, der fehlgeschlagen ist oder einen Eingriff braucht (in der Tabelle)</translation>
    </message>
    <message>
        <source>Add to or take from the selection (in the table)</source>
        <translation>Zur Auswahl hinzufügen oder daraus entfernen (in der Tabelle)</translation>
    </message>
    <message>
        <source>Show the job&apos;s detail (in the table)</source>
        <translation>Details des Auftrags zeigen (in der Tabelle)</translation>
    </message>
    <message>
        <source>Clear the search, then go back to the table</source>
        <translation>Suche leeren, dann zurück zur Tabelle</translation>
    </message>
</context>
<context>
    <name>fw::ui::SignInDesk</name>
    <message>
        <source>Signed in to %1.</source>
        <translation>Bei %1 angemeldet.</translation>
    </message>
    <message>
        <source>Signed in to %1 as %2.</source>
        <translation>Bei %1 als %2 angemeldet.</translation>
    </message>
    <message>
        <source>The sign-in of %1 is kept in the keychain.</source>
        <translation>Die Anmeldung bei %1 liegt im Schlüsselbund.</translation>
    </message>
    <message>
        <source>No secret service answers: the sign-in of %1 is kept for this run only.</source>
        <translation>Kein Schlüsselbunddienst antwortet: Die Anmeldung bei %1 wird nur bis zum Beenden behalten.</translation>
    </message>
    <message>
        <source>Signed out of %1. What is known of it stays.</source>
        <translation>Von %1 abgemeldet. Was darüber bekannt ist, bleibt erhalten.</translation>
    </message>
</context>
<context>
    <name>fw::ui::SignInDialog</name>
    <message>
        <source>Sign in to %1</source>
        <translation>Anmelden bei %1</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>&amp;Anmelden</translation>
    </message>
    <message>
        <source>&amp;Stay signed out</source>
        <translation>&amp;Nicht anmelden</translation>
    </message>
    <message>
        <source>Copy &amp;address</source>
        <translation>&amp;Adresse kopieren</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>kind of server, address</comment>
        <translation>%1 unter %2</translation>
    </message>
    <message>
        <source>The connection to %1 is not encrypted: others in the network can read what is sent.</source>
        <translation>Die Verbindung zu %1 ist nicht verschlüsselt: Andere im Netzwerk können mitlesen, was gesendet wird.</translation>
    </message>
    <message>
        <source>What proves who you are is kept in the keychain of your desktop, your password is not.</source>
        <translation>Der Anmeldenachweis wird im Schlüsselbund des Desktops aufbewahrt, das Passwort nicht.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Anmeldung läuft…</translation>
    </message>
    <message>
        <source>How to sign in</source>
        <translation>Art der Anmeldung</translation>
    </message>
    <message>
        <source>Your browser opens the sign-in page of this server. When you are done there, it comes back here by itself.</source>
        <translation>Der Browser öffnet die Anmeldeseite dieses Servers. Nach Abschluss dort geht es hier von selbst weiter.</translation>
    </message>
    <message>
        <source>Copies the address of the sign-in page, for a browser of your choice.</source>
        <translation>Kopiert die Adresse der Anmeldeseite, für einen beliebigen Browser.</translation>
    </message>
    <message>
        <source>Trying the token…</source>
        <translation>Token wird geprüft…</translation>
    </message>
    <message>
        <source>Waiting for the browser…</source>
        <translation>Warten auf den Browser…</translation>
    </message>
    <message>
        <source>No browser opened: copy the address into one.</source>
        <translation>Kein Browser wurde geöffnet: Adresse in einen Browser kopieren.</translation>
    </message>
    <message>
        <source>The server does not take this token.</source>
        <translation>Der Server akzeptiert dieses Token nicht.</translation>
    </message>
    <message>
        <source>Nobody answers: %1</source>
        <translation>Keine Antwort: %1</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>&amp;Open the browser</source>
        <translation>Browser ö&amp;ffnen</translation>
    </message>
</context>
<context>
    <name>fw::ui::StageDelegate</name>
    <message>
        <source>Attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>&lt;1 s</source>
        <comment>a duration</comment>
        <translation>&lt;1 s</translation>
    </message>
</context>
<context>
    <name>fw::ui::StageView</name>
    <message>
        <source>Stages</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>No stages are known of this job.</source>
        <translation>Zu diesem Auftrag sind keine Schritte bekannt.</translation>
    </message>
</context>
<context>
    <name>fw::ui::StatusLine</name>
    <message>
        <source>Status</source>
        <translation>Statuszeile</translation>
    </message>
    <message>
        <source>Events a second from all servers</source>
        <translation>Ereignisse pro Sekunde von allen Servern</translation>
    </message>
    <message>
        <source>How long ago any server last said anything</source>
        <translation>Wie lange die letzte Nachricht irgendeines Servers zurückliegt</translation>
    </message>
    <message>
        <source>%1 of %2 selected</source>
        <translation>%1 von %2 ausgewählt</translation>
    </message>
    <message numerus="yes">
        <source>%n live</source>
        <translation>
            <numerusform>%n live</numerusform>
            <numerusform>%n live</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n offline</source>
        <translation>
            <numerusform>%n offline</numerusform>
            <numerusform>%n offline</numerusform>
        </translation>
    </message>
    <message>
        <source>No server</source>
        <translation>Kein Server</translation>
    </message>
    <message numerus="yes">
        <source>%n not live</source>
        <translation>
            <numerusform>%n nicht live</numerusform>
            <numerusform>%n nicht live</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 events/s</source>
        <translation>%1 Ereignisse/s</translation>
    </message>
    <message>
        <source>no message yet</source>
        <translation>noch keine Nachricht</translation>
    </message>
    <message>
        <source>last %1 s</source>
        <translation>zuletzt vor %1 s</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>zuletzt: %1</translation>
    </message>
    <message>
        <source>Changes of yours that are not settled: opens the outbox (Ctrl+Shift+O)</source>
        <translation>Ihre Änderungen, die nicht abgeschlossen sind: öffnet den Postausgang (Strg+Umschalt+O)</translation>
    </message>
    <message>
        <source>Others changed the same as you: opens those in the outbox</source>
        <translation>Andere haben dasselbe geändert wie Sie: öffnet diese im Postausgang</translation>
    </message>
    <message numerus="yes">
        <source>Outbox %1 (%n rejected)</source>
        <translation>
            <numerusform>Postausgang %1 (%n abgelehnt)</numerusform>
            <numerusform>Postausgang %1 (%n abgelehnt)</numerusform>
        </translation>
    </message>
    <message>
        <source>Outbox %1</source>
        <translation>Postausgang %1</translation>
    </message>
    <message>
        <source>Conflicts %1</source>
        <translation>Konflikte %1</translation>
    </message>
    <message>
        <source>Working offline</source>
        <translation>Offline-Arbeit</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
</context>
<context>
    <name>fw::ui::ThumbnailGrid</name>
    <message>
        <source>Thumbnails</source>
        <translation>Vorschaubilder</translation>
    </message>
</context>
<context>
    <name>fw::ui::arguments</name>
    <message>
        <source>--data-dir needs a folder.</source>
        <translation>--data-dir braucht einen Ordner.</translation>
    </message>
    <message>
        <source>Unknown option %1.</source>
        <translation>Unbekannte Option %1.</translation>
    </message>
    <message>
        <source>Usage: framewatch [OPTION]... [FILE]...
Watch and control the processing queues of media servers.

Each FILE is added to the server on this computer. If Framewatch runs
already, its window takes the files and comes to the front.

Options:
  --data-dir DIR   keep the desktop&apos;s and the local server&apos;s data in DIR
                   (default: $XDG_DATA_HOME/framewatch)
  --offline        work offline: show what is known, keep changes until
                   you go online (Server menu)
  --sample         add the sample clip if this computer has no job at all
  -h, --help       show this help and exit
  -v, --version    show the version and exit

Environment:
  FRAMEWATCH_LOCALE  language of the window, e.g. de or en_GB

Exit status: 0 done, 1 other trouble, 2 wrong usage.
</source>
        <translation>Aufruf: framewatch [OPTION]... [DATEI]...
Verarbeitung von Medien auf Servern beobachten und steuern.

Jede DATEI wird dem Server auf diesem Rechner hinzugefügt. Läuft Framewatch
schon, nimmt dessen Fenster die Dateien und kommt nach vorn.

Optionen:
  --data-dir DIR   Daten des Desktops und des lokalen Servers in DIR halten
                   (sonst: $XDG_DATA_HOME/framewatch)
  --offline        offline arbeiten: Bekanntes zeigen, Änderungen sammeln,
                   bis Sie online gehen (Menü Server)
  --sample         den Beispielclip hinzufügen, wenn es keinen Auftrag gibt
  -h, --help       diese Hilfe zeigen und enden
  -v, --version    die Version zeigen und enden

Umgebung:
  FRAMEWATCH_LOCALE  Sprache des Fensters, z. B. de oder en_GB

Endestatus: 0 fertig, 1 andere Schwierigkeit, 2 falscher Aufruf.
</translation>
    </message>
</context>
<context>
    <name>fw::ui::connection</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>retry in %1</source>
        <translation>neuer Versuch in %1</translation>
    </message>
    <message>
        <source>Connecting (%1 of %2)</source>
        <translation>Verbindung wird aufgebaut (%1 von %2)</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindung wird aufgebaut</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>&lt; 1 ms</source>
        <translation>&lt; 1 ms</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>a while</source>
        <translation>einer Weile</translation>
    </message>
    <message>
        <source>silent %1</source>
        <translation>stumm seit %1</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>Getrennt</translation>
    </message>
    <message>
        <source>off</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>Starting the local server</source>
        <translation>Lokaler Server startet</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>Polling</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>polling</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Sign-in needed</source>
        <translation>Anmeldung nötig</translation>
    </message>
    <message>
        <source>sign-in needed</source>
        <translation>Anmeldung nötig</translation>
    </message>
    <message>
        <source>Cannot connect</source>
        <translation>Keine Verbindung möglich</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>Busy; figures from %1</source>
        <translation>Ausgelastet; Werte von %1</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Ausgelastet</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>ausgelastet</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>eingeschränkt</translation>
    </message>
    <message>
        <source>Push channel hangs; read over HTTP instead</source>
        <translation>Push-Kanal hängt; stattdessen über HTTP gelesen</translation>
    </message>
    <message>
        <source>push hangs</source>
        <translation>Push hängt</translation>
    </message>
    <message>
        <source>Read at intervals</source>
        <translation>Wird in Abständen abgefragt</translation>
    </message>
    <message>
        <source>read at intervals</source>
        <translation>in Abständen</translation>
    </message>
    <message>
        <source>Read every %1 s</source>
        <translation>Abfrage alle %1 s</translation>
    </message>
    <message>
        <source>every %1 s</source>
        <translation>alle %1 s</translation>
    </message>
    <message>
        <source>Offline – last heard %1</source>
        <translation>Offline – zuletzt gehört %1</translation>
    </message>
    <message>
        <source>Stale — no message for %1</source>
        <translation>Veraltet — keine Nachricht seit %1</translation>
    </message>
    <message>
        <source>protocol mismatch</source>
        <translation>Protokoll passt nicht</translation>
    </message>
    <message>
        <source>WebSocket: %1</source>
        <translation>WebSocket: %1</translation>
    </message>
    <message>
        <source>WebSocket refused</source>
        <translation>WebSocket abgelehnt</translation>
    </message>
    <message>
        <source>Polling every %1 s</source>
        <translation>Abfrage alle %1 s</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Offline — retry in %1</source>
        <translation>Offline — neuer Versuch in %1</translation>
    </message>
    <message>
        <source>%1, last heard %2</source>
        <translation>%1, zuletzt gehört %2</translation>
    </message>
    <message>
        <source>Working offline</source>
        <translation>Offline-Arbeit</translation>
    </message>
    <message>
        <source>working offline</source>
        <translation>Offline-Arbeit</translation>
    </message>
    <message>
        <source>Session expired (4004)</source>
        <translation>Sitzung abgelaufen (4004)</translation>
    </message>
    <message>
        <source>session expired</source>
        <translation>Sitzung abgelaufen</translation>
    </message>
    <message>
        <source>Protocol mismatch</source>
        <translation>Protokoll passt nicht</translation>
    </message>
    <message>
        <source>Certificate not trusted</source>
        <translation>Zertifikat nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>certificate</source>
        <translation>Zertifikat</translation>
    </message>
</context>
<context>
    <name>fw::ui::facts</name>
    <message>
        <source>add</source>
        <translation>hinzufügen</translation>
    </message>
    <message>
        <source>upload</source>
        <translation>hochladen</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>abbrechen</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>pausieren</translation>
    </message>
    <message>
        <source>retry</source>
        <translation>wiederholen</translation>
    </message>
    <message>
        <source>priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>watching only</source>
        <translation>nur beobachten</translation>
    </message>
    <message>
        <source>Last message</source>
        <translation>Letzte Nachricht</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Lücken</translation>
    </message>
    <message>
        <source>%1 wants a sign-in.</source>
        <translation>%1 verlangt eine Anmeldung.</translation>
    </message>
    <message>
        <source>%1 cannot be reached.</source>
        <translation>%1 ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>%1 is silent.</source>
        <translation>%1 meldet sich nicht.</translation>
    </message>
    <message>
        <source>%1 is offline.</source>
        <translation>%1 ist offline.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait to be sent.</source>
        <translation>
            <numerusform>%n Änderung wartet auf das Senden.</numerusform>
            <numerusform>%n Änderungen warten auf das Senden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>In this state</source>
        <translation>In diesem Status</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Can do</source>
        <translation>Fähigkeiten</translation>
    </message>
    <message>
        <source>%1 is busy.</source>
        <translation>%1 ist ausgelastet.</translation>
    </message>
    <message>
        <source>The figures are from %1.</source>
        <translation>Die Werte stammen von %1.</translation>
    </message>
    <message>
        <source>%1 works, but not well.</source>
        <translation>%1 funktioniert, aber nicht gut.</translation>
    </message>
    <message>
        <source>The push channel of %1 hangs.</source>
        <translation>Der Push-Kanal von %1 hängt.</translation>
    </message>
    <message>
        <source>It is read over HTTP instead.</source>
        <translation>Stattdessen wird über HTTP gelesen.</translation>
    </message>
    <message>
        <source>It says: %1</source>
        <translation>Meldung: %1</translation>
    </message>
    <message>
        <source>The session at %1 ends in %2.</source>
        <translation>Die Sitzung bei %1 endet in %2.</translation>
    </message>
    <message>
        <source>What is in it ends with it.</source>
        <translation>Ihr Inhalt endet mit ihr.</translation>
    </message>
    <message>
        <source>It says</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Angemeldet als</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Last heard %1.</source>
        <translation>Zuletzt gehört %1.</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>Letzte Antwort</translation>
    </message>
    <message>
        <source>Push channel</source>
        <translation>Push-Kanal</translation>
    </message>
    <message>
        <source>none; looked for again at %1</source>
        <translation>keiner; wird um %1 wieder gesucht</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Sign-in for %1 was refused (%2).</source>
        <translation>Die Anmeldung bei %1 wurde abgelehnt (%2).</translation>
    </message>
    <message>
        <source>The session at %1 expired (4004).</source>
        <translation>Die Sitzung bei %1 ist abgelaufen (4004).</translation>
    </message>
    <message>
        <source>%1 speaks another version.</source>
        <translation>%1 spricht eine andere Version.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted.</source>
        <translation>Dem Zertifikat von %1 wird nicht vertraut.</translation>
    </message>
    <message>
        <source>Unknown message “%1” (%2×).</source>
        <translation>Unbekannte Nachricht „%1“ (%2×).</translation>
    </message>
    <message>
        <source>%1 says what this version does not know; the inspector has it as it came.</source>
        <translation>%1 sagt, was diese Version nicht kennt; im Inspektor steht es, wie es kam.</translation>
    </message>
    <message>
        <source>Working offline.</source>
        <translation>Offline-Arbeit.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait.</source>
        <translation>
            <numerusform>%n Änderung wartet.</numerusform>
            <numerusform>%n Änderungen warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>&lt; 1 ms</source>
        <translation>&lt; 1 ms</translation>
    </message>
    <message>
        <source>certificate until %1</source>
        <translation>Zertifikat bis %1</translation>
    </message>
    <message>
        <source>%1%2 s</source>
        <translation>%1%2 s</translation>
    </message>
    <message>
        <source>Next WebSocket try</source>
        <translation>Nächster WebSocket-Versuch</translation>
    </message>
    <message>
        <source>%1, attempt %2 of %3</source>
        <translation>%1, Versuch %2 von %3</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Lebenszeichen</translation>
    </message>
    <message>
        <source>every %1 s</source>
        <translation>alle %1 s</translation>
    </message>
    <message>
        <source>%1 (p95 %2)</source>
        <translation>%1 (p95 %2)</translation>
    </message>
    <message>
        <source>Changes answered</source>
        <translation>Änderungen beantwortet</translation>
    </message>
    <message>
        <source>p95 %1</source>
        <translation>p95 %1</translation>
    </message>
    <message>
        <source>%1 (%2 messages)</source>
        <translation>%1 (%2 Nachrichten)</translation>
    </message>
    <message>
        <source>%1, last resync %2</source>
        <translation>%1, zuletzt neu gelesen %2</translation>
    </message>
    <message>
        <source>Clock skew</source>
        <translation>Uhrabweichung</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Übertragung</translation>
    </message>
    <message>
        <source>since %1 (%2)</source>
        <translation>seit %1 (%2)</translation>
    </message>
</context>
<context>
    <name>fw::ui::formats</name>
    <message>
        <source>9:16 vertical</source>
        <translation>9:16 vertikal</translation>
    </message>
    <message>
        <source>4:5 portrait</source>
        <translation>4:5 Hochformat</translation>
    </message>
    <message>
        <source>1:1 square</source>
        <translation>1:1 Quadrat</translation>
    </message>
    <message>
        <source>16:9 landscape</source>
        <translation>16:9 Querformat</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>size of the source</source>
        <translation>Größe der Quelle</translation>
    </message>
</context>
<context>
    <name>fw::ui::gate</name>
    <message>
        <source>The job has already ended.</source>
        <translation>Der Auftrag ist bereits beendet.</translation>
    </message>
    <message>
        <source>Only a running job can be paused.</source>
        <translation>Nur ein laufender Auftrag kann pausiert werden.</translation>
    </message>
    <message>
        <source>Only a paused job can be resumed.</source>
        <translation>Nur ein pausierter Auftrag kann fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Only a job that failed, was cancelled or needs attention can be retried.</source>
        <translation>Nur ein Auftrag, der fehlgeschlagen ist, abgebrochen wurde oder einen Eingriff braucht, kann wiederholt werden.</translation>
    </message>
    <message>
        <source>The order matters only for jobs that wait.</source>
        <translation>Die Reihenfolge zählt nur für wartende Aufträge.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>%1 lets you watch only.</source>
        <translation>%1 lässt nur Beobachten zu.</translation>
    </message>
    <message>
        <source>%1 is not connected.</source>
        <translation>%1 ist nicht verbunden.</translation>
    </message>
    <message>
        <source>%1 has no message for “%2”.</source>
        <translation>%1 hat keine Nachricht für „%2“.</translation>
    </message>
    <message>
        <source>%1 does not offer “%2”.</source>
        <translation>%1 bietet „%2“ nicht an.</translation>
    </message>
    <message>
        <source>Select a job in the table first.</source>
        <translation>Zuerst einen Auftrag in der Tabelle auswählen.</translation>
    </message>
    <message>
        <source>Applies to %1 of %2 selected jobs.</source>
        <translation>Gilt für %1 von %2 ausgewählten Aufträgen.</translation>
    </message>
    <message>
        <source>Change priority</source>
        <translation>Priorität ändern</translation>
    </message>
    <message>
        <source>The program behind %1 cannot do “%2”.</source>
        <translation>Das Programm hinter %1 beherrscht „%2“ nicht.</translation>
    </message>
    <message>
        <source>Your plan at %1 has no more of “%2”.</source>
        <translation>Im Tarif bei %1 ist „%2“ aufgebraucht.</translation>
    </message>
</context>
<context>
    <name>fw::ui::intake</name>
    <message>
        <source>Add media</source>
        <translation>Medien hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>%1 accepted %n file(s)</source>
        <translation>
            <numerusform>%1 hat %n Datei angenommen</numerusform>
            <numerusform>%1 hat %n Dateien angenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 accepted %2 of %n file(s) and refused %3</source>
        <translation>
            <numerusform>%1 hat %2 von %n Datei angenommen und %3 abgelehnt</numerusform>
            <numerusform>%1 hat %2 von %n Dateien angenommen und %3 abgelehnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 refused %n file(s)</source>
        <translation>
            <numerusform>%1 hat %n Datei abgelehnt</numerusform>
            <numerusform>%1 hat %n Dateien abgelehnt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::ui::profile</name>
    <message>
        <source>The address is needed, as in http://192.168.1.20:8000.</source>
        <translation>Die Adresse wird benötigt, etwa http://192.168.1.20:8000.</translation>
    </message>
    <message>
        <source>The address must begin with http:// or https://.</source>
        <translation>Die Adresse muss mit http:// oder https:// beginnen.</translation>
    </message>
    <message>
        <source>Leave user and password out of the address: they are asked for when you sign in.</source>
        <translation>Benutzer und Passwort nicht in die Adresse schreiben: Beides wird beim Anmelden abgefragt.</translation>
    </message>
    <message>
        <source>Leave out the part of the address after “?”.</source>
        <translation>Den Teil der Adresse nach „?“ weglassen.</translation>
    </message>
    <message>
        <source>A server needs a name.</source>
        <translation>Ein Server braucht einen Namen.</translation>
    </message>
    <message>
        <source>The path must begin with /.</source>
        <translation>Der Pfad muss mit / beginnen.</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>Nicht nötig</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>In the browser</source>
        <translation>Im Browser</translation>
    </message>
    <message>
        <source>In a header</source>
        <translation>In einem Header</translation>
    </message>
    <message>
        <source>In the address (logs may show it)</source>
        <translation>In der Adresse (kann in Protokollen erscheinen)</translation>
    </message>
    <message>
        <source>In the first message</source>
        <translation>In der ersten Nachricht</translation>
    </message>
</context>
<context>
    <name>fw::wire::offer</name>
    <message>
        <source>Approvals</source>
        <translation>Freigaben</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Sorts and develops photos next to Lightroom and asks for approval</source>
        <translation>Sortiert und entwickelt Fotos neben Lightroom und bittet um Freigabe</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Socket, the polling fallback, or only the lists</source>
        <translation>Socket, ersatzweise Polling oder nur die Listen</translation>
    </message>
    <message>
        <source>Ask every</source>
        <translation>Abfragen alle</translation>
    </message>
    <message>
        <source>Length of its message queue</source>
        <translation>Länge der Nachrichtenwarteschlange</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>Freigeben…</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>Ablehnen…</translation>
    </message>
    <message>
        <source>Develop with another preset…</source>
        <translation>Mit anderem Preset entwickeln…</translation>
    </message>
    <message>
        <source>Develop…</source>
        <translation>Entwickeln…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>The job leaves the list for good.</source>
        <translation>Der Auftrag verschwindet endgültig aus der Liste.</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Set the state…</source>
        <translation>Status setzen…</translation>
    </message>
    <message>
        <source>Prefer its jobs</source>
        <translation>Aufträge der Sitzung bevorzugen</translation>
    </message>
    <message>
        <source>The session and what belongs to it are deleted on the server.</source>
        <translation>Die Sitzung und alles, was zu ihr gehört, werden auf dem Server gelöscht.</translation>
    </message>
    <message>
        <source>New session…</source>
        <translation>Neue Sitzung…</translation>
    </message>
    <message>
        <source>Start a batch…</source>
        <translation>Stapel starten…</translation>
    </message>
    <message>
        <source>Pause the queue</source>
        <translation>Warteschlange anhalten</translation>
    </message>
    <message>
        <source>The server says yes even when no worker hears it, and cannot tell later whether it is paused.</source>
        <translation>Der Server bestätigt auch dann, wenn kein Worker es empfängt, und kann später nicht sagen, ob die Warteschlange angehalten ist.</translation>
    </message>
    <message>
        <source>Resume the queue</source>
        <translation>Warteschlange fortsetzen</translation>
    </message>
    <message>
        <source>Empty the queue</source>
        <translation>Warteschlange leeren</translation>
    </message>
    <message>
        <source>Every task that waits is removed, in all queues. This cannot be undone.</source>
        <translation>Jede wartende Aufgabe wird entfernt, in allen Warteschlangen. Dies lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Rebalance priorities</source>
        <translation>Prioritäten neu verteilen</translation>
    </message>
    <message>
        <source>Prefer what waits long</source>
        <translation>Lange Wartendes bevorzugen</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>Ordner überwachen…</translation>
    </message>
    <message>
        <source>Stop watching a folder…</source>
        <translation>Ordner nicht mehr überwachen…</translation>
    </message>
    <message>
        <source>Start watching folders</source>
        <translation>Ordnerüberwachung starten</translation>
    </message>
    <message>
        <source>Stop watching folders</source>
        <translation>Ordnerüberwachung beenden</translation>
    </message>
    <message>
        <source>Develop by description…</source>
        <translation>Nach Beschreibung entwickeln…</translation>
    </message>
    <message>
        <source>Start watching resources</source>
        <translation>Ressourcenüberwachung starten</translation>
    </message>
    <message>
        <source>Stop watching resources</source>
        <translation>Ressourcenüberwachung beenden</translation>
    </message>
    <message>
        <source>Remove stale clients…</source>
        <translation>Veraltete Clients entfernen…</translation>
    </message>
    <message>
        <source>Send a message…</source>
        <translation>Nachricht senden…</translation>
    </message>
    <message>
        <source>Reset the settings</source>
        <translation>Einstellungen zurücksetzen</translation>
    </message>
    <message>
        <source>All settings of the server return to what it was delivered with.</source>
        <translation>Alle Einstellungen des Servers werden auf den Auslieferungszustand zurückgesetzt.</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Preset</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Export at once</source>
        <translation>Sofort exportieren</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Folder on the server</source>
        <translation>Ordner auf dem Server</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Session number</source>
        <translation>Sitzungsnummer</translation>
    </message>
    <message>
        <source>Photo numbers</source>
        <translation>Fotonummern</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Silent for</source>
        <translation>Inaktiv seit</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Sign-in provider</source>
        <translation>Anmeldeanbieter</translation>
    </message>
    <message>
        <source>For signing in with the browser</source>
        <translation>Für die Anmeldung im Browser</translation>
    </message>
    <message>
        <source>Sign-in service</source>
        <translation>Anmeldedienst</translation>
    </message>
    <message>
        <source>Needed for signing in by password or in the browser: the Supabase project, for example http://127.0.0.1:54321</source>
        <translation>Nötig für die Anmeldung mit Passwort oder im Browser: das Supabase-Projekt, zum Beispiel http://127.0.0.1:54321</translation>
    </message>
    <message>
        <source>Public key of the service</source>
        <translation>Öffentlicher Schlüssel des Dienstes</translation>
    </message>
    <message>
        <source>The project&apos;s anon key</source>
        <translation>Der anon key des Projekts</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>Benutzer-ID</translation>
    </message>
    <message>
        <source>For {user_id} in the path; empty: from the token</source>
        <translation>Für {user_id} im Pfad; leer: aus dem Token</translation>
    </message>
    <message>
        <source>Address of the live channel</source>
        <translation>Adresse des Live-Kanals</translation>
    </message>
    <message>
        <source>Empty: the same as the server</source>
        <translation>Leer: wie der Server</translation>
    </message>
    <message>
        <source>Writes titles, tags and chapters for videos</source>
        <translation>Schreibt Titel, Tags und Kapitel für Videos</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Transkript</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Kapitel</translation>
    </message>
    <message>
        <source>Edit metadata…</source>
        <translation>Metadaten bearbeiten…</translation>
    </message>
    <message>
        <source>One line for each: 0:00 Opening</source>
        <translation>Je eine Zeile: 0:00 Einleitung</translation>
    </message>
    <message>
        <source>Keeps, compresses and edits pictures for phones and browsers</source>
        <translation>Speichert, komprimiert und bearbeitet Bilder für Smartphones und Browser</translation>
    </message>
    <message>
        <source>Empty: the gallery everybody shares.</source>
        <translation>Leer: die von allen geteilte Galerie.</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Only for servers whose socket is at /api/v1/ws/.</source>
        <translation>Nur für Server, deren Socket unter /api/v1/ws/ liegt.</translation>
    </message>
    <message>
        <source>Remove background…</source>
        <translation>Hintergrund entfernen…</translation>
    </message>
    <message>
        <source>While this runs the server answers nobody. It can take minutes.</source>
        <translation>Währenddessen antwortet der Server niemandem. Das kann Minuten dauern.</translation>
    </message>
    <message>
        <source>Compress…</source>
        <translation>Komprimieren…</translation>
    </message>
    <message>
        <source>Resize…</source>
        <translation>Größe ändern…</translation>
    </message>
    <message>
        <source>Rotate…</source>
        <translation>Drehen…</translation>
    </message>
    <message>
        <source>Flip…</source>
        <translation>Spiegeln…</translation>
    </message>
    <message>
        <source>Replace by an edited picture…</source>
        <translation>Durch bearbeitetes Bild ersetzen…</translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation>Letzte Änderung rückgängig machen</translation>
    </message>
    <message>
        <source>What is undone here cannot be brought back.</source>
        <translation>Was hier rückgängig gemacht wird, lässt sich nicht wiederherstellen.</translation>
    </message>
    <message>
        <source>Show history of edits</source>
        <translation>Änderungsverlauf anzeigen</translation>
    </message>
    <message>
        <source>Go back to an edit…</source>
        <translation>Zu einer Änderung zurückkehren…</translation>
    </message>
    <message>
        <source>Go back to this edit</source>
        <translation>Zu dieser Änderung zurückkehren</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>Schlagwörter…</translation>
    </message>
    <message>
        <source>Keep longer…</source>
        <translation>Länger aufbewahren…</translation>
    </message>
    <message>
        <source>Do not keep longer</source>
        <translation>Längere Aufbewahrung aufheben</translation>
    </message>
    <message>
        <source>Make a public link…</source>
        <translation>Öffentlichen Link erstellen…</translation>
    </message>
    <message>
        <source>Whoever has the link sees the picture, and it is kept as long.</source>
        <translation>Wer den Link hat, sieht das Bild; es wird ebenso lange aufbewahrt.</translation>
    </message>
    <message>
        <source>End all public links</source>
        <translation>Alle öffentlichen Links beenden</translation>
    </message>
    <message>
        <source>Share for five minutes</source>
        <translation>Für fünf Minuten teilen</translation>
    </message>
    <message>
        <source>Read what the camera wrote</source>
        <translation>Kameradaten lesen</translation>
    </message>
    <message>
        <source>Everybody without a name of their own shares these pictures: they are deleted for all, pinned ones too, and cannot be brought back.</source>
        <translation>Alle ohne eigenen Namen teilen sich diese Bilder: Sie werden für alle gelöscht, auch angeheftete, und lassen sich nicht wiederherstellen.</translation>
    </message>
    <message>
        <source>Upload a picture…</source>
        <translation>Bild hochladen…</translation>
    </message>
    <message>
        <source>Disconnect device</source>
        <translation>Gerät trennen</translation>
    </message>
    <message>
        <source>The device has to be paired again to send pictures.</source>
        <translation>Das Gerät muss erneut gekoppelt werden, um Bilder zu senden.</translation>
    </message>
    <message>
        <source>Disconnect all phones</source>
        <translation>Alle Telefone trennen</translation>
    </message>
    <message>
        <source>All phones have to be paired again to send pictures.</source>
        <translation>Alle Telefone müssen erneut gekoppelt werden, um Bilder zu senden.</translation>
    </message>
    <message>
        <source>Disconnect all browsers</source>
        <translation>Alle Browser trennen</translation>
    </message>
    <message>
        <source>All browsers have to be paired again to send pictures.</source>
        <translation>Alle Browser müssen erneut gekoppelt werden, um Bilder zu senden.</translation>
    </message>
    <message>
        <source>Renew session</source>
        <translation>Sitzung erneuern</translation>
    </message>
    <message>
        <source>The aspect ratio is not kept by itself.</source>
        <translation>Das Seitenverhältnis bleibt nicht von selbst erhalten.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Counts with the preset &quot;custom&quot; only.</source>
        <translation>Gilt nur mit der Vorgabe &quot;custom&quot;.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Largest width</source>
        <translation>Maximale Breite</translation>
    </message>
    <message>
        <source>Largest height</source>
        <translation>Maximale Höhe</translation>
    </message>
    <message>
        <source>Largest size</source>
        <translation>Maximale Größe</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Soft edges</source>
        <translation>Weiche Kanten</translation>
    </message>
    <message>
        <source>Foreground from</source>
        <translation>Vordergrund ab</translation>
    </message>
    <message>
        <source>Background up to</source>
        <translation>Hintergrund bis</translation>
    </message>
    <message>
        <source>Clockwise</source>
        <translation>Im Uhrzeigersinn</translation>
    </message>
    <message>
        <source>This server cannot turn pictures with transparency.</source>
        <translation>Dieser Server kann Bilder mit Transparenz nicht drehen.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Number of the edit</source>
        <translation>Nummer der Änderung</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Valid for</source>
        <translation>Gültig für</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>History of edits</source>
        <translation>Änderungsverlauf</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Secret of the proxy</source>
        <translation>Geheimnis des Proxys</translation>
    </message>
    <message>
        <source>Sent as X-Internal-Auth.</source>
        <translation>Wird als X-Internal-Auth gesendet.</translation>
    </message>
    <message>
        <source>Cookie</source>
        <translation>Cookie</translation>
    </message>
    <message>
        <source>imagetools_session, as the browser has it.</source>
        <translation>imagetools_session, wie im Browser vorhanden.</translation>
    </message>
    <message>
        <source>Logo, centre from left</source>
        <translation>Logo, Mitte von links</translation>
    </message>
    <message>
        <source>Logo, centre from top</source>
        <translation>Logo, Mitte von oben</translation>
    </message>
    <message>
        <source>Logo width</source>
        <translation>Logobreite</translation>
    </message>
    <message>
        <source>Logo opacity</source>
        <translation>Logodeckkraft</translation>
    </message>
    <message>
        <source>Logo rotation</source>
        <translation>Logodrehung</translation>
    </message>
    <message>
        <source>Watermark, centre from left</source>
        <translation>Wasserzeichen, Mitte von links</translation>
    </message>
    <message>
        <source>Watermark, centre from top</source>
        <translation>Wasserzeichen, Mitte von oben</translation>
    </message>
    <message>
        <source>Watermark scale</source>
        <translation>Wasserzeichenskalierung</translation>
    </message>
    <message>
        <source>Watermark opacity</source>
        <translation>Wasserzeichendeckkraft</translation>
    </message>
    <message>
        <source>Text, centre from left</source>
        <translation>Text, Mitte von links</translation>
    </message>
    <message>
        <source>Text, centre from top</source>
        <translation>Text, Mitte von oben</translation>
    </message>
    <message>
        <source>Pan from left</source>
        <translation>Schwenk von links</translation>
    </message>
    <message>
        <source>Pan from top</source>
        <translation>Schwenk von oben</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Output format</source>
        <translation>Ausgabeformat</translation>
    </message>
    <message>
        <source>Vertical 9:16</source>
        <translation>Hochformat 9:16</translation>
    </message>
    <message>
        <source>Square 1:1</source>
        <translation>Quadratisch 1:1</translation>
    </message>
    <message>
        <source>Keep it beyond 24 hours</source>
        <translation>Länger als 24 Stunden aufbewahren</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Brand this video…</source>
        <translation>Video mit Marke versehen…</translation>
    </message>
    <message>
        <source>Links, one a line</source>
        <translation>Links, einer pro Zeile</translation>
    </message>
    <message>
        <source>Fetch links…</source>
        <translation>Links abrufen…</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Spiegeln</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>Upload a video…</source>
        <translation>Video hochladen…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Bookmark…</source>
        <translation>Lesezeichen…</translation>
    </message>
    <message>
        <source>Show a frame…</source>
        <translation>Einzelbild anzeigen…</translation>
    </message>
    <message>
        <source>Read the reframing…</source>
        <translation>Ausschnittanpassung lesen…</translation>
    </message>
    <message>
        <source>Reframe…</source>
        <translation>Ausschnitt anpassen…</translation>
    </message>
    <message>
        <source>Logo shape</source>
        <translation>Logoform</translation>
    </message>
    <message>
        <source>Show the text</source>
        <translation>Text anzeigen</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Text colour</source>
        <translation>Textfarbe</translation>
    </message>
    <message>
        <source>Text position</source>
        <translation>Textposition</translation>
    </message>
    <message>
        <source>Name within file names</source>
        <translation>Name in Dateinamen</translation>
    </message>
    <message>
        <source>Letters, digits and dashes; made from the name</source>
        <translation>Buchstaben, Ziffern und Bindestriche; aus dem Namen gebildet</translation>
    </message>
    <message>
        <source>New brand…</source>
        <translation>Neue Marke…</translation>
    </message>
    <message>
        <source>Remove the background</source>
        <translation>Hintergrund entfernen</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Layout of one format…</source>
        <translation>Layout eines Formats…</translation>
    </message>
    <message>
        <source>Upload a logo…</source>
        <translation>Logo hochladen…</translation>
    </message>
    <message>
        <source>Upload a watermark…</source>
        <translation>Wasserzeichen hochladen…</translation>
    </message>
    <message>
        <source>Delete the brand</source>
        <translation>Marke löschen</translation>
    </message>
    <message>
        <source>The brand and its pictures are removed from the server.</source>
        <translation>Die Marke und ihre Bilder werden vom Server entfernt.</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>Brands</source>
        <translation>Marken</translation>
    </message>
    <message>
        <source>Crops</source>
        <translation>Zuschnitte</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Einzelbilder</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Crops and brands videos: the hub of this computer, or a server</source>
        <translation>Schneidet Videos zu und versieht sie mit Marken: der Hub dieses Computers oder ein Server</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Aspect ratio</source>
        <translation>Seitenverhältnis</translation>
    </message>
    <message>
        <source>Move the crop…</source>
        <translation>Zuschnitt verschieben…</translation>
    </message>
    <message>
        <source>Apply the crop…</source>
        <translation>Zuschnitt anwenden…</translation>
    </message>
    <message>
        <source>Cancel the crop</source>
        <translation>Zuschnitt abbrechen</translation>
    </message>
    <message>
        <source>Further settings</source>
        <translation>Weitere Einstellungen</translation>
    </message>
    <message>
        <source>A JSON object</source>
        <translation>Ein JSON-Objekt</translation>
    </message>
    <message>
        <source>Logo distance</source>
        <translation>Logoabstand</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>Überwachte Ordner</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistiken</translation>
    </message>
    <message>
        <source>Result as JSON</source>
        <translation>Ergebnis als JSON</translation>
    </message>
    <message>
        <source>Kind of error</source>
        <translation>Art des Fehlers</translation>
    </message>
    <message>
        <source>Text of the error</source>
        <translation>Text des Fehlers</translation>
    </message>
    <message>
        <source>Details of the error as JSON</source>
        <translation>Einzelheiten des Fehlers als JSON</translation>
    </message>
    <message>
        <source>Edit transcript…</source>
        <translation>Transkript bearbeiten …</translation>
    </message>
    <message>
        <source>Edit chapters…</source>
        <translation>Kapitel bearbeiten …</translation>
    </message>
    <message>
        <source>Duplicate…</source>
        <translation>Duplizieren …</translation>
    </message>
    <message>
        <source>All settings are copied; the logo and the watermark are not</source>
        <translation>Alle Einstellungen werden kopiert; das Logo und das Wasserzeichen nicht</translation>
    </message>
</context>
</TS>
