package org.datawarp.author.describe;

/** Answers questions in JSON. */
interface LanguageModel {

    /**
     * Asks once.
     *
     * @param instructions what to do, written by us
     * @param material the input, written by strangers
     * @return the text of the answer, unchecked
     * @throws ModelException when there is none
     */
    String answer(String instructions, String material) throws ModelException;

    /** Its name, for the people who read what it wrote. */
    String name();
}
