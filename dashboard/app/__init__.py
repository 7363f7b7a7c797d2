"""The pages: the only room that imports Streamlit, with the server that hosts them."""
