package org.datawarp.producers.read;

/** Why a file cannot be read. The codes are stable: they are stored and shown. */
public enum UnreadableReason {
    ENCRYPTED("encrypted", "ask the publisher for a copy without a password"),
    NOT_A_WORKBOOK("not-a-workbook", "choose another link, or leave this file out"),
    TOO_BIG("too-big", "check whether the file is what it claims to be; if it is, raise the limit"),
    MALFORMED("malformed", "fetch it again; if it stays the same, notify the publisher"),
    HTML_PAGE("html-page", "check the link: it leads to a page, not to a file"),
    TIMEOUT("timeout", "check whether the file is what it claims to be; another form of it may be read faster"),
    UNSUPPORTED_FORMAT("unsupported-format", "choose the XLSX, XLS or CSV form of the same data");

    private final String code;
    private final String advice;

    UnreadableReason(String code, String advice) {
        this.code = code;
        this.advice = advice;
    }

    /** As stored in a release's record, such as {@code html-page}. */
    public String code() {
        return code;
    }

    String advice() {
        return advice;
    }
}
