<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
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
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
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
    <message numerus="yes">
        <source>%n message(s) are missing here; what is shown was read again.</source>
        <translation>
            <numerusform>%n Nachricht fehlt hier; das Angezeigte wurde neu eingelesen.</numerusform>
            <numerusform>%n Nachrichten fehlen hier; das Angezeigte wurde neu eingelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages may be missing here; what is shown was read again.</source>
        <translation>Hier können Nachrichten fehlen; das Angezeigte wurde neu eingelesen.</translation>
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
</context>
<context>
    <name>fw::ui::ConfirmDialog</name>
    <message>
        <source>What this touches</source>
        <translation>Was davon betroffen ist</translation>
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
    <name>fw::ui::FacetPanel</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
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
</context>
<context>
    <name>fw::ui::FileSaver</name>
    <message>
        <source>The server sent %1 of %2 bytes.</source>
        <translation>Der Server hat %1 von %2 Bytes gesendet.</translation>
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
    <message>
        <source>Work stops at once and unfinished files are removed. Finished outputs and the source stay. A cancelled job can be retried from its start.</source>
        <translation>Die Verarbeitung endet sofort, und unfertige Dateien werden entfernt. Fertige Ausgaben und die Quelle bleiben erhalten. Ein abgebrochener Auftrag kann von Anfang an wiederholt werden.</translation>
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
    <name>fw::ui::LogView</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
</context>
<context>
    <name>fw::ui::MainWindow</name>
    <message>
        <source>No server</source>
        <translation>Kein Server</translation>
    </message>
    <message>
        <source>Framewatch works offline now and nothing is kept from before. Start it without --offline to process media on this computer.</source>
        <translation>Framewatch arbeitet gerade offline, und von früher ist nichts gespeichert. Um Medien auf diesem Rechner zu verarbeiten, Framewatch ohne --offline starten.</translation>
    </message>
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
        <source>The token of %1 is kept in the keychain.</source>
        <translation>Das Token von %1 liegt im Schlüsselbund.</translation>
    </message>
    <message>
        <source>No secret service answers: the token of %1 is kept for this run only.</source>
        <translation>Kein Schlüsselbund antwortet: Das Token von %1 gilt nur bis zum Beenden.</translation>
    </message>
</context>
<context>
    <name>fw::ui::SignInDialog</name>
    <message>
        <source>Sign in to %1</source>
        <translation>Anmelden bei %1</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Token of %1</source>
        <translation>Token für %1</translation>
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
        <source>The server asks for a token. It is kept in the keychain of your desktop.</source>
        <translation>Der Server verlangt ein Token. Es wird im Schlüsselbund des Desktops aufbewahrt.</translation>
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
</context>
<context>
    <name>fw::ui::StatusLine</name>
    <message>
        <source>Status</source>
        <translation>Statuszeile</translation>
    </message>
    <message>
        <source>Changes of yours that no server has answered yet</source>
        <translation>Eigene Änderungen, die noch kein Server beantwortet hat</translation>
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
        <source>%n change(s) pending</source>
        <translation>
            <numerusform>%n Änderung ausstehend</numerusform>
            <numerusform>%n Änderungen ausstehend</numerusform>
        </translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
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
  --offline        show what is known and connect to nothing
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
  --offline        zeigen, was bekannt ist, und nichts verbinden
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
        <source>Stale: no message for %1</source>
        <translation>Veraltet: keine Nachricht seit %1</translation>
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
        <source>in %1 s, attempt %2 of %3</source>
        <translation>in %1 s, Versuch %2 von %3</translation>
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
        <source>Sign-in for %1 was refused.</source>
        <translation>Die Anmeldung bei %1 wurde abgelehnt.</translation>
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
    <message>
        <source>Last message %1.</source>
        <translation>Letzte Nachricht: %1.</translation>
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
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Can do</source>
        <translation>Fähigkeiten</translation>
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
</TS>
