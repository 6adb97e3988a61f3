package org.datawarp.author.describe;

/** Answers questions in JSON. */
interface LanguageModel {

    /**
     * Asks once.
     *
     * @param instructions what to do, from us
     * @param material what to do it with, from strangers
     * @return the text of the answer, whatever it is
     * @throws ModelException when there is none
     */
    String answer(String instructions, String material) throws ModelException;

    /** What it is called, for the people who read what it wrote. */
    String name();
}
